package dev.portico.gateway.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.UpstreamCalls;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One line for each request, when its answer has ended: JSON for machines, or words for a developer's terminal. It holds
 * neither query nor header fields, where secrets travel, and text of a client only escaped.
 */
public final class AccessLog {

    /** How a line is written. */
    public enum Format {
        JSON,
        TEXT
    }

    /**
     * What the end of a request adds to what its exchange knows.
     *
     * @param status the status of the answer; 499 where the client went away before it
     * @param nanos from the head of the request to the end of the answer, in nanoseconds
     * @param traceId the W3C trace id, or empty
     */
    public record Ending(int status, long nanos, long bytesIn, long bytesOut, String traceId) {}

    private static final Logger LOG = Logger.getLogger("portico.access");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_PATH = 1024;

    private final Format format;
    private final Consumer<String> lines;

    /** Hands each line to the logger at once. */
    public AccessLog(Format format) {
        this(format, AccessLog::write);
    }

    /** @param lines takes each line; {@link #write} has to get it in the end */
    public AccessLog(Format format, Consumer<String> lines) {
        this.format = format;
        this.lines = lines;
    }

    /** Gives lines to the logger {@code portico.access}. */
    public static void write(String lines) {
        LOG.info(lines);
    }

    public void log(Exchange exchange, Ending ending) {
        if (LOG.isInfoEnabled()) {
            lines.accept(
                    switch (format) {
                        case JSON -> json(exchange, ending);
                        case TEXT -> text(exchange, ending);
                    });
        }
    }

    private static String json(Exchange exchange, Ending ending) {
        var line = new StringWriter(512);
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", Instant.now().toString());
            json.writeStringField("method", exchange.request().method());
            json.writeStringField("route", exchange.route().name());
            json.writeStringField("path", path(exchange));
            json.writeNumberField("status", ending.status);
            json.writeNumberField("duration_ms", millis(ending.nanos));
            json.writeNumberField("bytes_in", ending.bytesIn);
            json.writeNumberField("bytes_out", ending.bytesOut);
            json.writeStringField("client", exchange.clientAddress());
            json.writeStringField("caller", caller(exchange));
            json.writeStringField("request_id", exchange.id());
            json.writeStringField("trace_id", ending.traceId);
            json.writeArrayFieldStart("upstreams");
            for (var call : exchange.calls().ended()) {
                write(json, call);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException aStringWriterHasNone) {
            throw new UncheckedIOException(aStringWriterHasNone);
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, UpstreamCalls.Ended call) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", call.upstream());
        json.writeStringField("outcome", call.outcome());
        json.writeNumberField("duration_ms", millis(call.nanos()));
        json.writeEndObject();
    }

    private static String text(Exchange exchange, Ending ending) {
        var calls = exchange.calls().ended().stream()
                .map(call -> call.upstream() + " " + call.outcome() + " " + millis(call.nanos()) + " ms")
                .collect(Collectors.joining(", ", " [", "]"));
        return ending.status + " " + exchange.request().method() + " " + escaped(path(exchange)) + " ("
                + exchange.route().name() + ") " + millis(ending.nanos) + " ms, " + ending.bytesOut + " bytes, "
                + escaped(caller(exchange)) + " from " + exchange.clientAddress() + ", " + exchange.id() + calls;
    }

    private static String path(Exchange exchange) {
        var path = exchange.request().path();
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }

    private static String caller(Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.Anonymous() -> "anonymous";
            case Caller.User user -> "user:" + user.subject();
            case Caller.Partner partner -> "partner:" + partner.id();
        };
    }

    private static String escaped(String text) {
        var clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c < 0x20 || c == 0x7f ? '?' : (char) c));
        return clean.toString();
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1000.0) / 1000.0;
    }
}
