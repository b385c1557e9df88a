package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes what a service might answer in place of a good document: the document with fields added, left out, doubled or
 * replaced at any depth, and now and then bytes that are no JSON. The names of added fields and what is in them hold
 * {@link #LEAK}.
 */
public final class HostileJson {

    public static final String LEAK = "leak";

    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e3",
            "1e999",
            "-0.0",
            "9007199254740992",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "2147483648",
            "\"\"",
            "\"text\"",
            "\"3\"",
            "\"\\ud800\"",
            "\"\\u0000\\r\\n</script>\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\":null}");

    private final RandomGenerator dice;
    private final StringBuilder text = new StringBuilder();
    private final int chances;

    private HostileJson(RandomGenerator dice) {
        this.dice = dice;
        this.chances = List.of(3, 10, 30, 100, 300).get(dice.nextInt(5));
    }

    public static byte[] of(JsonNode good, RandomGenerator dice) {
        var hostile = new HostileJson(dice);
        hostile.write(good);
        var bytes = hostile.text.toString().getBytes(StandardCharsets.UTF_8);
        return dice.nextInt(8) == 0 ? hostile.broken(bytes) : bytes;
    }

    private boolean now() {
        return dice.nextInt(chances) == 0;
    }

    private void write(JsonNode node) {
        if (now()) {
            odd();
        } else if (now()) {
            text.append('[');
            write(node);
            text.append(']');
        } else if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else {
            text.append(node);
        }
    }

    private void object(JsonNode node) {
        var before = "{";
        for (var field : node.properties()) {
            if (now()) {
                text.append(before)
                        .append('"')
                        .append(LEAK)
                        .append(dice.nextInt(9))
                        .append("\":");
                extra(dice.nextInt(4));
                before = ",";
            }
            for (int times = now() ? dice.nextInt(3) : 1; times > 0; times--) {
                text.append(before).append('"').append(field.getKey()).append("\":");
                write(field.getValue());
                before = ",";
            }
        }
        text.append(before.equals("{") ? "{}" : "}");
    }

    private void array(JsonNode node) {
        var before = "[";
        for (var element : node) {
            for (int times = now() ? dice.nextInt(40) : 1; times > 0; times--) {
                text.append(before);
                write(element);
                before = ",";
            }
        }
        text.append(before.equals("[") ? "[]" : "]");
    }

    private void extra(int depth) {
        if (depth == 0) {
            text.append('"').append(LEAK).append('"');
        } else {
            text.append(depth % 2 == 0 ? "[" : "{\"id\":\"" + LEAK + "\",\"" + LEAK + "\":");
            extra(depth - 1);
            text.append(depth % 2 == 0 ? "]" : "}");
        }
    }

    private void odd() {
        switch (dice.nextInt(12)) {
            case 0 -> nested(dice.nextInt(2000), "[", "]");
            case 1 -> nested(dice.nextInt(2000), "{\"items\":", "}");
            case 2 -> text.append("9".repeat(1 + dice.nextInt(2000)));
            case 3 -> text.append('"').append("x".repeat(dice.nextInt(20_000))).append('"');
            default -> text.append(ODD_VALUES.get(dice.nextInt(ODD_VALUES.size())));
        }
    }

    private void nested(int depth, String open, String close) {
        text.append(open.repeat(depth)).append("null").append(close.repeat(depth));
    }

    private byte[] broken(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        var at = dice.nextInt(bytes.length);
        switch (dice.nextInt(6)) {
            case 0 -> out.write(bytes, 0, at);
            case 1 -> {
                out.write(bytes, 0, at);
                out.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
                out.write(bytes, at, bytes.length - at);
            }
            case 2 -> {
                bytes[at] = (byte) dice.nextInt(256);
                out.writeBytes(bytes);
            }
            case 3 -> out.writeBytes(new byte[dice.nextInt(64)]);
            case 4 -> {
                out.writeBytes(bytes);
                out.writeBytes(("{\"" + LEAK + "\":1}").getBytes(StandardCharsets.UTF_8));
            }
            default -> out.writeBytes(("<html>" + LEAK + "</html>").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
