package dev.portico.gateway.telemetry;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
     */
    public record Ending(int status, long nanos, long bytesIn, long bytesOut) {}

    private static final Logger LOG = Logger.getLogger("portico.access");
    private static final int LONGEST_PATH = 1024;

    private final Format format;
    private final Consumer<String> lines;
    private volatile Moment moment = Moment.at(0);

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

    private String json(Exchange exchange, Ending ending) {
        var line = new JsonLine();
        line.field("time", now());
        line.field("method", exchange.request().method());
        line.field("route", exchange.route().name());
        line.field("path", path(exchange));
        line.field("status", ending.status);
        line.millis("duration_ms", ending.nanos);
        line.field("bytes_in", ending.bytesIn);
        line.field("bytes_out", ending.bytesOut);
        line.field("client", exchange.clientAddress());
        line.field("caller", caller(exchange));
        said(line, "api_key", apiKey(exchange));
        var device = exchange.device();
        if (device != null) {
            said(line, "device.id", device.id());
            said(line, "app.platform", device.platform());
            said(line, "app.version", device.version());
        }
        line.field("request_id", exchange.id());
        line.field("trace_id", traceId(exchange));
        said(line, "cache", cache(exchange));
        line.beginArray("upstreams");
        for (var call : exchange.calls().ended()) {
            line.beginObject();
            line.field("name", call.upstream());
            line.field("outcome", call.outcome());
            line.millis("duration_ms", call.nanos());
            line.endObject();
        }
        line.endArray();
        return line.end();
    }

    private static void said(JsonLine line, String name, @Nullable String value) {
        if (value != null) {
            line.field(name, value);
        }
    }

    /** Lines of one millisecond share its text. */
    private String now() {
        var millis = System.currentTimeMillis();
        var latest = moment;
        if (latest.millis != millis) {
            latest = Moment.at(millis);
            moment = latest;
        }
        return latest.text;
    }

    private record Moment(long millis, String text) {

        static Moment at(long millis) {
            return new Moment(millis, Instant.ofEpochMilli(millis).toString());
        }
    }

    private static String text(Exchange exchange, Ending ending) {
        var calls = exchange.calls().ended().stream()
                .map(call -> call.upstream() + " " + call.outcome() + " " + millis(call.nanos()) + " ms")
                .collect(Collectors.joining(", ", " [", "]"));
        return ending.status + " " + exchange.request().method() + " " + escaped(path(exchange)) + " ("
                + exchange.route().name() + ") " + millis(ending.nanos) + " ms, " + ending.bytesOut + " bytes, "
                + escaped(caller(exchange)) + " from " + exchange.clientAddress() + ", " + exchange.id() + calls
                + (cache(exchange) == null ? "" : " cache " + cache(exchange)) + escaped(device(exchange));
    }

    private static String path(Exchange exchange) {
        var path = exchange.request().path();
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }

    private static String caller(Exchange exchange) {
        return switch (exchange.caller()) {
            case Caller.Anonymous() -> "anonymous";
            case Caller.User user -> user.key();
            case Caller.Partner partner -> partner.key();
        };
    }

    /** The public part of the API key that proved the caller, so that operators see which keys are in use. */
    private static @Nullable String apiKey(Exchange exchange) {
        return exchange.caller() instanceof Caller.Partner partner ? partner.apiKey() : null;
    }

    /** What the cache did, where it did the same with all that the request read. */
    private static @Nullable String cache(Exchange exchange) {
        var uses = exchange.calls().cacheUses();
        return switch (uses.size()) {
            case 0 -> null;
            case 1 -> uses.getFirst().word();
            default -> Set.copyOf(uses).size() == 1 ? uses.getFirst().word() : "mixed";
        };
    }

    private static String device(Exchange exchange) {
        var device = exchange.device();
        return device == null
                ? ""
                : Stream.of(device.platform(), device.version(), device.id())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ", " on ", ""));
    }

    /** The W3C trace id, or nothing where no trace goes on. */
    private static String traceId(Exchange exchange) {
        var span = exchange.span().getSpanContext();
        return span.isValid() ? span.getTraceId() : "";
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
