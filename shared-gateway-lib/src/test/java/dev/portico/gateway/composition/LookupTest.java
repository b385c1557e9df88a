package dev.portico.gateway.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final PartContext part =
            new PartContext(Exchange.of(SentRequest.get("/")), Deadline.in(LONG), new CallLedger(10));
    private final List<List<String>> asked = new ArrayList<>();
    private final List<UniEmitter<? super List<String>>> waiting = new ArrayList<>();

    private final Lookup<String, String> threes = Lookup.inBatches(3, 2, this::fetch, name -> name.substring(1));

    @Test
    void each_id_is_asked_for_once_in_as_few_calls_as_will_do() {
        var found = threes.of(part, List.of("1", "2", "1", "3", "2", "4")).subscribeAsCompletionStage();
        answer(0);
        answer(1);
        assertThat(asked).containsExactly(List.of("1", "2", "3"), List.of("4"));
        assertThat(found).isCompletedWithValue(Map.of("1", "P1", "2", "P2", "3", "P3", "4", "P4"));
    }

    @Test
    void no_ids_need_no_call() {
        assertThat(threes.of(part, List.of()).await().indefinitely()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void never_more_calls_at_a_time_than_are_allowed() {
        threes.of(part, List.of("1", "2", "3", "4", "5", "6", "7")).subscribe().with(found -> {});
        assertThat(asked).hasSize(2);
        answer(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_was_not_asked_for_or_is_not_known_is_not_in_the_result() {
        var found = threes.of(part, List.of("1", "2")).subscribeAsCompletionStage();
        waiting.getFirst().complete(List.of("P2", "P9", "P2"));
        assertThat(found).isCompletedWithValue(Map.of("2", "P2"));
    }

    @Test
    void a_call_that_fails_fails_the_lookup() {
        var found = threes.of(part, List.of("1", "2", "3", "4"));
        var late = new UpstreamFailure(UpstreamFailure.Kind.LATE, "late", null);
        var result = found.subscribeAsCompletionStage();
        waiting.getFirst().fail(late);
        assertThat(result).isCompletedExceptionally();
    }

    @Test
    void one_by_one_finds_what_is_there() {
        var lookup = Lookup.<String, String>oneByOne(
                2, (context, id) -> Uni.createFrom().item(id.equals("2") ? Optional.empty() : Optional.of("P" + id)));
        assertThat(lookup.of(part, List.of("1", "2", "3")).await().indefinitely())
                .isEqualTo(Map.of("1", "P1", "3", "P3"));
    }

    @Test
    void more_calls_than_the_screen_declares_are_a_defect() {
        var ledger = new CallLedger(1);
        var narrow = new PartContext(Exchange.of(SentRequest.get("/")), Deadline.in(LONG), ledger);
        var lookup = Lookup.<String, String>oneByOne(1, (context, id) -> {
            context.ledger().spend("/products/" + id);
            return Uni.createFrom().item(Optional.of(id));
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> lookup.of(narrow, List.of("1", "2")).await().indefinitely());
    }

    @Test
    void a_lookup_without_ids_or_calls_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lookup.inBatches(0, 1, this::fetch, name -> name));
        assertThatIllegalArgumentException().isThrownBy(() -> Lookup.inBatches(1, 0, this::fetch, name -> name));
    }

    private Uni<List<String>> fetch(PartContext context, List<String> ids) {
        assertThat(context).isSameAs(part);
        asked.add(ids);
        return Uni.createFrom().emitter(waiting::add);
    }

    private void answer(int call) {
        waiting.get(call).complete(asked.get(call).stream().map(id -> "P" + id).toList());
    }
}
