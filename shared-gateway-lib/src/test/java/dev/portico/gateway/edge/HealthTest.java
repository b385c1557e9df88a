package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void an_app_with_keys_of_one_issuer_at_least_is_ready() {
        assertThat(Health.issuers(2, List.of()).getStatus()).isEqualTo(Status.UP);
        assertThat(Health.issuers(2, List.of("acme")).getStatus()).isEqualTo(Status.UP);
        assertThat(Health.issuers(2, List.of("acme")).getData().orElseThrow()).containsEntry("without-keys", "acme");
    }

    @Test
    void an_app_without_keys_of_any_issuer_is_not_ready() {
        var response = Health.issuers(2, List.of("acme", "main"));
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsEntry("without-keys", "acme, main");
    }

    @Test
    void an_app_without_issuers_is_ready() {
        assertThat(Health.issuers(0, List.of()).getStatus()).isEqualTo(Status.UP);
    }
}
