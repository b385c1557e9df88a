package dev.portico.gateway.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A call is found by its number as long as it is under way, and no longer. */
@NullUnmarked // no part is needed
class UpstreamCallTest {

    private final AtomicReference<String> number = new AtomicReference<>();

    @Test
    void one_whose_client_throws_at_once_is_not_kept() {
        var asked = UpstreamCall.<String>on(null, call -> {
            number.set(call.toString());
            assertThat(UpstreamCall.of(call.toString())).isSameAs(call);
            throw new IllegalStateException("no such method");
        });

        assertThatIllegalStateException().isThrownBy(() -> asked.await().indefinitely());
        assertThat(UpstreamCall.of(number.get())).isNull();
    }

    @Test
    void one_that_is_answered_is_not_kept() {
        var asked = UpstreamCall.on(null, call -> {
            number.set(call.toString());
            return Uni.createFrom().item("Kim");
        });

        assertThat(asked.await().indefinitely()).isEqualTo("Kim");
        assertThat(UpstreamCall.of(number.get())).isNull();
    }
}
