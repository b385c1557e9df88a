package dev.portico.demo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.DemoServices;
import dev.portico.demo.wire.DemoService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** What each screen of an app costs upstream, and what of it reaches the client. */
public final class ScreenCosts {

    static final List<String> SERVICES = List.of("users", "orders", "products", "payments");

    /**
     * @param bytesIn of the bodies that services gave
     * @param bytesOut of the body that the client gets, before compression
     */
    public record Cost(long calls, long bytesIn, long bytesOut) {}

    private final DemoServices demo;

    private ScreenCosts(DemoServices demo) {
        this.demo = demo;
    }

    /**
     * One good answer of each screen, by its operation.
     *
     * @param screens how each is asked for
     */
    public static SortedMap<String, Cost> of(
            DemoServices demo, URI app, Map<String, IntFunction<ScreenRequest>> screens) {
        var counted = new ScreenCosts(demo);
        var costs = new TreeMap<String, Cost>();
        try (var client = new ScreenClient(app)) {
            screens.forEach(
                    (operation, screen) -> costs.put(operation, counted.cost(operation, screen.apply(0), client)));
        }
        return costs;
    }

    private Cost cost(String operation, ScreenRequest request, ScreenClient client) {
        var calls = sum(DemoService::requests);
        var bytes = sum(DemoService::bytes);
        HttpResponse<byte[]> answer;
        try {
            answer = client.ask(request);
        } catch (IOException none) {
            throw new AssertionError(operation, none);
        }
        assertThat(answer.statusCode()).as(operation).isBetween(200, 201);
        return new Cost(sum(DemoService::requests) - calls, sum(DemoService::bytes) - bytes, answer.body().length);
    }

    private long sum(ToLongFunction<DemoService> counter) {
        return SERVICES.stream().map(demo::service).mapToLong(counter).sum();
    }

    /** In Markdown. */
    public static String table(SortedMap<String, Cost> costs) {
        var table = new StringBuilder(
                "| screen | calls | bytes in | bytes out | of what was read |\n|---|--:|--:|--:|--:|\n");
        costs.forEach((operation, cost) -> table.append("| `%s` | %d | %,d | %,d | %.1f %% |\n"
                .formatted(
                        title(operation),
                        cost.calls(),
                        cost.bytesIn(),
                        cost.bytesOut(),
                        100.0 * cost.bytesOut() / cost.bytesIn())));
        return table.toString();
    }

    /** As people write an operation, such as {@code GET /api/home}. */
    static String title(String operation) {
        var method = operation.substring(0, operation.indexOf(' '));
        return method.toUpperCase(Locale.ROOT) + operation.substring(method.length());
    }
}
