package dev.portico.gateway.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request as a test writes it down; each step returns another one. */
public record SentRequest(
        String method, String path, @Nullable String query, String peer, String authority, List<Line> lines)
        implements Request {

    /** One line of the header section. */
    public record Line(String name, String value) {}

    public static SentRequest get(String path) {
        return new SentRequest("GET", path, null, "192.0.2.1", "shop.example", List.of());
    }

    public SentRequest by(String otherMethod) {
        return new SentRequest(otherMethod, path, query, peer, authority, lines);
    }

    public SentRequest asking(String otherQuery) {
        return new SentRequest(method, path, otherQuery, peer, authority, lines);
    }

    public SentRequest from(String otherPeer) {
        return new SentRequest(method, path, query, otherPeer, authority, lines);
    }

    public SentRequest at(String otherAuthority) {
        return new SentRequest(method, path, query, peer, otherAuthority, lines);
    }

    public SentRequest with(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new SentRequest(method, path, query, peer, authority, List.copyOf(more));
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public String version() {
        return "1.1";
    }

    @Override
    public @Nullable String header(String name) {
        var values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> line.name.equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> each) {
        lines.forEach(line -> each.accept(line.name, line.value));
    }
}
