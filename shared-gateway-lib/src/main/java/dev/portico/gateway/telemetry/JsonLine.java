package dev.portico.gateway.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** One JSON object on one line, written field by field into one buffer. */
final class JsonLine {

    private static final JsonStringEncoder ESCAPING = JsonStringEncoder.getInstance();

    private final StringBuilder line = new StringBuilder(512).append('{');

    void field(String name, String value) {
        name(name).append('"');
        ESCAPING.quoteAsString(value, line);
        line.append('"');
    }

    void field(String name, long value) {
        name(name).append(value);
    }

    /** Writes milliseconds with three decimals. */
    void millis(String name, long nanos) {
        var micros = (nanos + 500) / 1000;
        name(name).append(micros / 1000).append('.');
        for (long digit = 100, rest = micros % 1000; digit > 0; digit /= 10) {
            line.append((char) ('0' + rest / digit % 10));
        }
    }

    void beginArray(String name) {
        name(name).append('[');
    }

    void beginObject() {
        comma();
        line.append('{');
    }

    void endObject() {
        line.append('}');
    }

    void endArray() {
        line.append(']');
    }

    /** The whole line. */
    String end() {
        return line.append('}').toString();
    }

    /** @param name needs no escape */
    private StringBuilder name(String name) {
        comma();
        return line.append('"').append(name).append("\":");
    }

    private void comma() {
        switch (line.charAt(line.length() - 1)) {
            case '{', '[' -> {}
            default -> line.append(',');
        }
    }
}
