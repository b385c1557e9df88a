package dev.portico.partner.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnnounceSuccessorTest {

    @Test
    void no_version_goes_before_it_is_deprecated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnnounceSuccessor(
                        "/v1/", "/v2/", Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")))
                .withMessageContaining("choose a later date");
        assertThat(new AnnounceSuccessor(
                        "/v1/", "/v2/", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")))
                .isNotNull();
    }
}
