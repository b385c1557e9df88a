package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a client asks of a row whose answers are kept, turn by turn: with what its upstream answers each turn if it is asked,
 * and what has to come of it. {@code {-60}} in a field is the date of a minute ago, {@code {target}} the first turn's
 * target.
 */
final class CacheDialogue {

    /**
     * One request.
     *
     * @param suffix of the dialogue's own path
     * @param renewing whether the upstream is asked after the client has got its answer
     */
    record Turn(
            String method,
            String suffix,
            List<String> fields,
            String content,
            Given given,
            boolean renewing,
            List<Consumer<Outcome>> expected) {}

    /** What an upstream answers if it is asked. */
    sealed interface Given {

        /** An answer with a body that names its turn. */
        record Plain(int status, List<String> fields) implements Given {}

        /** Bytes as they stand here, and whether the connection ends after them. */
        record Raw(String bytes, boolean closes) implements Given {}
    }

    /** What came of a turn: the client's answer, and what its upstream was asked. */
    record Outcome(Answer answer, List<Seen> asked) {

        Seen only() {
            assertThat(asked).as("calls upstream").hasSize(1);
            return asked.getFirst();
        }
    }

    static final Given OK = new Given.Plain(200, List.of());

    final String sentence;
    final List<Turn> turns = new ArrayList<>();
    String row = "/cached";

    private CacheDialogue(String sentence) {
        this.sentence = sentence;
    }

    static CacheDialogue that(String sentence) {
        return new CacheDialogue(sentence);
    }

    /** An answer with these fields is used again. */
    static CacheDialogue used(String sentence, String... fields) {
        return used(sentence, 200, fields);
    }

    static CacheDialogue used(String sentence, int status, String... fields) {
        return that(sentence).get().gives(status, fields).asked().get().hit();
    }

    /** An answer with these fields is not used again without asking. */
    static CacheDialogue unused(String sentence, String... fields) {
        return unused(sentence, 200, fields);
    }

    static CacheDialogue unused(String sentence, int status, String... fields) {
        return that(sentence).get().gives(status, fields).asked().get().asked();
    }

    CacheDialogue at(String otherRow) {
        row = otherRow;
        return this;
    }

    CacheDialogue get(String... fields) {
        return asks("GET", "", fields);
    }

    CacheDialogue head(String... fields) {
        return asks("HEAD", "", fields);
    }

    CacheDialogue asks(String method, String suffix, String... fields) {
        turns.add(new Turn(method, suffix, List.of(fields), "", OK, false, List.of()));
        return this;
    }

    CacheDialogue with(String content) {
        var turn = turns.removeLast();
        turns.add(new Turn(turn.method, turn.suffix, turn.fields, content, turn.given, turn.renewing, turn.expected));
        return this;
    }

    CacheDialogue gives(int status, String... fields) {
        return gives(new Given.Plain(status, List.of(fields)));
    }

    CacheDialogue says(String bytes) {
        return gives(new Given.Raw(bytes, false));
    }

    CacheDialogue saysAndCloses(String bytes) {
        return gives(new Given.Raw(bytes, true));
    }

    private CacheDialogue gives(Given given) {
        var turn = turns.removeLast();
        turns.add(new Turn(turn.method, turn.suffix, turn.fields, turn.content, given, turn.renewing, turn.expected));
        return this;
    }

    /** It is answered without asking. */
    CacheDialogue hit() {
        return expect(outcome -> {
            assertThat(outcome.asked).as("calls upstream").isEmpty();
            assertThat(outcome.answer.field("Cache-Status")).startsWith("portico; hit");
        });
    }

    /** It is answered without asking, and the upstream is asked then. */
    CacheDialogue renewed() {
        hitWhileAsked();
        var turn = turns.removeLast();
        turns.add(new Turn(turn.method, turn.suffix, turn.fields, turn.content, turn.given, true, turn.expected));
        return this;
    }

    private void hitWhileAsked() {
        expect(outcome -> {
            outcome.only();
            assertThat(outcome.answer.field("Cache-Status")).startsWith("portico; hit");
        });
    }

    /** The client gets what the upstream answers now. */
    CacheDialogue asked() {
        var turn = turns.size();
        return expect(outcome -> {
            outcome.only();
            assertThat(outcome.answer.fields("Cache-Status").toString()).doesNotContain("hit");
            if (!outcome.answer.body().isEmpty()) {
                assertThat(outcome.answer.body()).isEqualTo("answer " + turn);
            }
        });
    }

    /** The upstream is asked with these conditions, and the client gets the content of another turn. */
    CacheDialogue validated(int turn, String... conditions) {
        return asksUpstream(conditions).body("answer " + turn);
    }

    /** The upstream is asked with these fields. */
    CacheDialogue asksUpstream(String... fields) {
        return expect(
                outcome -> assertThat(outcome.only().head().lines().toList()).containsAll(List.of(fields)));
    }

    /** The upstream is asked without these fields. */
    CacheDialogue asksUpstreamWithout(String... names) {
        return expect(outcome -> {
            for (var name : names) {
                assertThat(outcome.only().fields(name)).as(name).isEmpty();
            }
        });
    }

    CacheDialogue status(int status) {
        return expect(outcome -> assertThat(outcome.answer.status()).isEqualTo(status));
    }

    CacheDialogue body(String body) {
        return expect(outcome -> assertThat(outcome.answer.body()).isEqualTo(body));
    }

    CacheDialogue has(String name, String pattern) {
        return expect(outcome -> assertThat(String.join(" | ", outcome.answer.fields(name)))
                .as(name)
                .matches(pattern));
    }

    CacheDialogue lacks(String... names) {
        return expect(outcome -> {
            for (var name : names) {
                assertThat(outcome.answer.fields(name)).as(name).isEmpty();
            }
        });
    }

    private CacheDialogue expect(Consumer<Outcome> expectation) {
        var turn = turns.removeLast();
        var expected = new ArrayList<>(turn.expected);
        expected.add(expectation);
        turns.add(new Turn(
                turn.method, turn.suffix, turn.fields, turn.content, turn.given, turn.renewing, List.copyOf(expected)));
        return this;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
