package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.identity.Tokens.Verdict;
import dev.portico.gateway.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An issuer that is asked answers when the test says so. */
class IntrospectionTest {

    private static final Verdict UNDECIDED = new Verdict.Undecided(new Problem.Unavailable(5));

    private final List<UniEmitter<? super String>> asked = new ArrayList<>();
    private Instant now = Instant.now();
    private final Introspection issuer = new Introspection(
            new Introspection.Asking(
                    "asked", Duration.ofSeconds(30), token -> Uni.createFrom().emitter(asked::add)),
            TokensTest.RULES,
            TokensTest.CALLER,
            () -> now);

    static List<Arguments> answers() {
        return List.of(
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "portico"), "ann"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", List.of("a", "portico")), "ann"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "portico", "iss", Mint.ISSUER), "ann"),
                Arguments.of(
                        Map.of("active", true, "sub", "ann", "aud", "portico", "iss", "https://evil.example"), "no"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "another"), "no"),
                Arguments.of(Map.of("active", true, "sub", "ann"), "no"),
                Arguments.of(Map.of("active", true, "aud", "portico"), "no"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "portico", "exp", 1), "no"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "portico", "exp", "9999999999"), "no"),
                Arguments.of(Map.of("active", true, "sub", "ann", "aud", "portico", "nbf", 9_999_999_999L), "no"),
                Arguments.of(saying("token_type", "Bearer"), "ann"),
                Arguments.of(saying("token_type", "bearer"), "ann"),
                Arguments.of(saying("token_type", "access_token"), "ann"),
                Arguments.of(saying("token_type", "N_A"), "ann"),
                Arguments.of(saying("token_use", "access_token"), "ann"),
                Arguments.of(saying("token_type", "refresh_token"), "no"),
                Arguments.of(saying("token_type", "Refresh_Token"), "no"),
                Arguments.of(saying("token_type", "id_token"), "no"),
                Arguments.of(saying("token_type", "DPoP"), "no"),
                Arguments.of(saying("token_use", "refresh_token"), "no"),
                Arguments.of(saying("token_use", "refresh"), "no"),
                Arguments.of(saying("token_use", "id"), "no"),
                Arguments.of(Map.of("active", "true", "sub", "ann", "aud", "portico"), "no"),
                Arguments.of(Map.of("active", 1, "sub", "ann", "aud", "portico"), "no"),
                Arguments.of(Map.of("active", false, "sub", "ann", "aud", "portico"), "no"),
                Arguments.of(Map.of("sub", "ann", "aud", "portico"), "no"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void an_answer_proves_a_caller_or_does_not(Map<String, Object> answer, String outcome) {
        var verdict = waiting("token");
        answers(Mint.json(answer));
        if (outcome.equals("no")) {
            assertThat(verdict.join()).isInstanceOf(Verdict.Rejected.class);
        } else {
            assertThat(TokensTest.proven(verdict.join()).key()).isEqualTo("user:main:" + outcome);
        }
    }

    @Test
    void whoever_sends_one_token_at_the_same_time_waits_for_one_answer() {
        var waiting = IntStream.range(0, 100).mapToObj(i -> waiting("token")).toList();
        assertThat(asked).hasSize(1);
        answers(active(60));
        assertThat(waiting).allSatisfy(each -> TokensTest.proven(each.join()));
    }

    @Test
    void an_answer_is_remembered_for_a_short_while() {
        asks("token");
        answers(active(600));
        assertThat(verify("token")).isInstanceOf(Verdict.Proven.class);
        asks("another");

        now = now.plusSeconds(29);
        assertThat(verify("token")).isInstanceOf(Verdict.Proven.class);
        now = now.plusSeconds(1);
        assertThat(verify("token")).isInstanceOf(Verdict.Waiting.class);
    }

    @Test
    void an_answer_is_not_remembered_beyond_the_end_of_its_token() {
        asks("token");
        answers(active(-20)); // within the leeway of 30 s
        assertThat(verify("token")).isInstanceOf(Verdict.Proven.class);
        now = now.plusSeconds(10);
        assertThat(verify("token")).isInstanceOf(Verdict.Waiting.class);
    }

    @Test
    void a_token_that_is_not_active_is_remembered_too() {
        asks("token");
        answers("{\"active\":false}");
        assertThat(verify("token")).isInstanceOf(Verdict.Rejected.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void nothing_can_be_said_while_the_issuer_fails_and_that_is_not_remembered() {
        var failed = waiting("token");
        asked.getLast().fail(new IllegalStateException("away"));
        assertThat(failed.join()).isEqualTo(UNDECIDED);

        for (var nonsense : List.of("<html>", "[]", "{\"active\":true,\"active\":false}", "")) {
            var unread = waiting("token");
            answers(nonsense);
            assertThat(unread.join()).as(nonsense).isEqualTo(UNDECIDED);
        }

        var verdict = waiting("token");
        answers(active(60));
        TokensTest.proven(verdict.join());
    }

    @Test
    void no_more_than_a_thousand_tokens_are_asked_about_at_a_time() {
        IntStream.range(0, 1000).forEach(i -> asks("token" + i));
        assertThat(verify("one-more")).isEqualTo(UNDECIDED);
        answers(active(60));
        assertThat(verify("one-more")).isInstanceOf(Verdict.Waiting.class);
    }

    @Test
    void tokens_that_somebody_makes_up_push_out_no_good_one() {
        asks("good");
        answers(active(600));
        for (int i = 0; i < 30_000; i++) {
            asks("made-up-" + i);
            answers("{\"active\":false}");
        }
        assertThat(verify("good")).isInstanceOf(Verdict.Proven.class);
    }

    private static Map<String, Object> saying(String name, String value) {
        return Map.of("active", true, "sub", "ann", "aud", "portico", name, value);
    }

    private void asks(String token) {
        assertThat(waiting(token)).isNotDone();
    }

    private CompletableFuture<Verdict> waiting(String token) {
        return ((Verdict.Waiting) verify(token)).verdict().subscribeAsCompletionStage();
    }

    private Verdict verify(String token) {
        return issuer.verify(token, ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
    }

    private void answers(String json) {
        asked.getLast().complete(json);
    }

    private String active(int seconds) {
        return "{\"active\":true,\"sub\":\"ann\",\"aud\":\"portico\",\"exp\":" + (now.getEpochSecond() + seconds) + "}";
    }
}
