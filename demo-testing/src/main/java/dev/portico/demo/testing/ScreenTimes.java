package dev.portico.demo.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.DemoServices;
import dev.portico.demo.wire.DemoService;
import dev.portico.demo.wire.Switches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How long each screen of an app takes, and what becomes of it when a service that it needs is slow or gone. Times are
 * written down; asserted is only what does not depend on the machine.
 */
public final class ScreenTimes {

    private static final Switches USUAL = new Switches(true, 20, 0);
    private static final Switches SLOW = new Switches(true, 2000, 0);
    private static final Switches GONE = new Switches(false, 0, 0);

    /** By when an answer has to be there that no deadline would keep from waiting on. */
    private static final Duration GENEROUS = Duration.ofSeconds(5);

    private static final int WARM_UP = 50;
    private static final int TIMES = 100;

    /** What became of one request; {@code said} is what the answer says about its parts. */
    private record Outcome(int status, Duration took, String said) {

        boolean sound() {
            return status == 200 || status == 201;
        }

        String words() {
            return status + " in " + millis(took.toNanos()) + " ms" + said;
        }
    }

    private final DemoServices demo;
    private final ScreenClient client;
    private final String operation;
    private final IntFunction<ScreenRequest> screen;
    private int caller = 100;

    private ScreenTimes(DemoServices demo, ScreenClient client, String operation, IntFunction<ScreenRequest> screen) {
        this.demo = demo;
        this.client = client;
        this.operation = operation;
        this.screen = screen;
    }

    /** Two tables in Markdown. */
    public static String tables(DemoServices demo, URI app, Map<String, IntFunction<ScreenRequest>> screens) {
        var costs = ScreenCosts.of(demo, app, screens);
        var times =
                new StringBuilder("| screen | calls | bytes in | bytes out | p50 | p99 |\n|---|--:|--:|--:|--:|--:|\n");
        var parts = new StringBuilder("\n| screen | service | it takes 2 s | it is gone |\n|---|---|---|---|\n");
        ScreenCosts.SERVICES.forEach(name -> demo.service(name).set(USUAL));
        try {
            screens.forEach((operation, screen) -> {
                try (var client = new ScreenClient(app)) {
                    var timed = new ScreenTimes(demo, client, operation, screen);
                    times.append(timed.whole(requireNonNull(costs.get(operation))));
                    parts.append(timed.inPart());
                }
            });
        } finally {
            demo.services().forEach(service -> service.set(Switches.ORDINARY));
        }
        return times.append(parts).toString();
    }

    private String whole(ScreenCosts.Cost cost) {
        for (int i = 0; i < WARM_UP; i++) {
            sound();
        }
        var took = IntStream.range(0, TIMES)
                .mapToLong(i -> sound().toNanos())
                .sorted()
                .toArray();
        return "| `%s` | %d | %,d | %,d | %s ms | %s ms |\n"
                .formatted(
                        ScreenCosts.title(operation),
                        cost.calls(),
                        cost.bytesIn(),
                        cost.bytesOut(),
                        millis(took[TIMES / 2]),
                        millis(took[TIMES * 99 / 100]));
    }

    private String inPart() {
        var rows = new StringBuilder();
        for (var service : needed(next())) {
            rows.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            ScreenCosts.title(operation),
                            service.name(),
                            slow(service, next()).words(),
                            gone(service, next()).words()));
        }
        return rows.toString();
    }

    private Duration sound() {
        var outcome = ask(next());
        assertThat(outcome.sound()).as(operation + ": " + outcome).isTrue();
        return outcome.took();
    }

    /** Each request is another caller's, so that no limit is used up and nothing is remembered. */
    private ScreenRequest next() {
        return screen.apply(++caller);
    }

    private List<DemoService> needed(ScreenRequest request) {
        var before = new ArrayList<Long>();
        var services = ScreenCosts.SERVICES.stream().map(demo::service).toList();
        services.forEach(service -> before.add(service.requests()));
        ask(request);
        return services.stream()
                .filter(service -> service.requests() > before.get(services.indexOf(service)))
                .toList();
    }

    /** It is waited for, or done without, or given up: within the deadline in any case. */
    private Outcome slow(DemoService service, ScreenRequest request) {
        var outcome = with(service, SLOW, request);
        var waited = outcome.sound() && outcome.took().toMillis() >= SLOW.delayMs();
        var without = outcome.sound() && !outcome.said().isEmpty();
        assertThat(waited || without || outcome.status() == 504)
                .as(operation + " while " + service.name() + " is slow: " + outcome)
                .isTrue();
        assertThat(outcome.took()).as(operation).isLessThan(GENEROUS);
        return outcome;
    }

    private Outcome gone(DemoService service, ScreenRequest request) {
        var outcome = with(service, GONE, request);
        assertThat(outcome.sound() ? !outcome.said().isEmpty() : outcome.status() == 502)
                .as(operation + " without " + service.name() + ": " + outcome)
                .isTrue();
        return outcome;
    }

    private Outcome with(DemoService service, Switches switches, ScreenRequest request) {
        service.set(switches);
        try {
            return ask(request);
        } finally {
            service.set(USUAL);
        }
    }

    private Outcome ask(ScreenRequest request) {
        var begun = System.nanoTime();
        try {
            var answer = client.ask(request);
            return new Outcome(answer.statusCode(), Duration.ofNanos(System.nanoTime() - begun), said(answer));
        } catch (IOException none) {
            throw new AssertionError(request.target(), none);
        }
    }

    private static String said(HttpResponse<byte[]> answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/json")) {
            return "";
        }
        var body = JsonFields.tree(answer.body());
        return parts(body.path("missing"), "without") + parts(body.path("stale"), "as before:");
    }

    private static String parts(JsonNode names, String what) {
        var words = new StringBuilder();
        names.forEach(
                name -> words.append(words.isEmpty() ? ", " + what + " " : ", ").append(name.asText()));
        return words.toString();
    }

    private static String millis(long nanos) {
        return Long.toString(Math.round(nanos / 1e6));
    }
}
