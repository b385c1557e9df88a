package dev.portico.demo.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the screens of an app answer against the size that each declares: {@code x-payload-budget} of its operation, in
 * bytes before compression; what is streamed in another form has none. What a client waits for grows one field at a time; so each time somebody has to say so.
 */
public final class PayloadBudgets {

    /** What the operation says in the OpenAPI document. */
    private static final String BUDGET = "x-payload-budget";

    /** A budget of more than twice what is needed lets the screen double without a word; except for small ones. */
    private static final int SMALL = 1024;

    /**
     * A request for a screen.
     *
     * @param target path and query
     * @param token of the caller, or null where anyone may ask
     */
    public record Visit(String target, @Nullable String token) {}

    private final URI app;
    private final Map<String, Visit> visits;
    private final List<String> complaints = new ArrayList<>();

    private PayloadBudgets(URI app, Map<String, Visit> visits) {
        this.app = app;
        this.visits = visits;
    }

    /**
     * What is wrong with the budgets of all that can be read; empty where nothing is.
     *
     * @param visits a request for each path of the document
     */
    public static List<String> complaints(ApiDocument document, URI app, Map<String, Visit> visits) {
        var budgets = new PayloadBudgets(app, visits);
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            document.at("/paths").properties().forEach(path -> {
                var get = path.getValue().path("get");
                if (get.at("/responses/200/content").has("application/json")) {
                    budgets.check(path.getKey(), get.path(BUDGET), client);
                }
            });
        }
        return List.copyOf(budgets.complaints);
    }

    private void check(String path, JsonNode budget, HttpClient client) {
        var visit = visits.get(path);
        if (!budget.isInt()) {
            complaints.add(path + " has no budget: @Extension(name = \"" + BUDGET
                    + "\", value = \"4096\", parseValue = true) on its method");
        } else if (visit == null) {
            complaints.add(path + " is not visited by this test; say how to ask for it");
        } else {
            measure(path, budget.asInt(), visit, client);
        }
    }

    private void measure(String path, int budget, Visit visit, HttpClient client) {
        var request = HttpRequest.newBuilder(app.resolve(visit.target())).timeout(Duration.ofSeconds(10));
        if (visit.token() != null) {
            request.header("Authorization", "Bearer " + visit.token());
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            var size = answer.body().length;
            if (answer.statusCode() != 200) {
                complaints.add(path + " answers " + visit.target() + " with " + answer.statusCode());
            } else if (size > budget) {
                complaints.add(
                        path + " takes " + size + " of " + budget + " bytes; leave something out, or raise its budget");
            } else if (budget > Math.max(SMALL, 2 * size)) {
                complaints.add(
                        path + " takes " + size + " of " + budget + " bytes; lower its budget, so that growth is seen");
            }
        } catch (IOException unreachable) {
            throw new AssertionError(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
