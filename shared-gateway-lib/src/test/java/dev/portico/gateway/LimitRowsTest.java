package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.admission.RateLimitFields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the words of a table mean for limits; {@link TableComplaintsTest} has those that mean nothing. */
class LimitRowsTest {

    static List<Arguments> algorithms() {
        var minute = Duration.ofMinutes(1);
        return List.of(
                Arguments.of("", new Algorithm.SlidingCounter(5, minute)),
                Arguments.of(", algorithm: sliding-window", new Algorithm.SlidingCounter(5, minute)),
                Arguments.of(", algorithm: sliding-window-counter", new Algorithm.SlidingCounter(5, minute)),
                Arguments.of(", algorithm: sliding-window-log", new Algorithm.SlidingLog(5, minute)),
                Arguments.of(", algorithm: fixed-window", new Algorithm.FixedWindow(5, minute)),
                Arguments.of(", algorithm: token-bucket", new Algorithm.TokenBucket(5, minute, 5)),
                Arguments.of(", algorithm: token-bucket, burst: 9", new Algorithm.TokenBucket(5, minute, 9)));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void a_limit_names_its_algorithm(String keys, Algorithm algorithm) {
        assertThat(limitOf("permits: 5, window: 1m, per: [user]" + keys).algorithm())
                .isEqualTo(algorithm);
    }

    @Test
    void a_limit_says_what_its_key_is_and_what_it_does_while_redis_is_away() {
        var limit =
                limitOf("permits: 5, window: 1m, per: [api-key, 'claim:tenant', route], when-redis-is-away: refuse");
        assertThat(limit.per()).containsExactly(new KeyPart.ApiKey(), new KeyPart.Claim("tenant"), new KeyPart.Route());
        assertThat(limit.whenRedisIsAway()).isEqualTo(WhenAway.REFUSE);
    }

    @Test
    void a_row_costs_one_permit_unless_it_says_otherwise_and_names_each_limit_once() {
        var limit = "limits: { browse: { permits: 50, window: 1m, per: [user] } }\n";
        var row = "path: /api/orders, to: orders, limits: [browse, browse]";
        assertThat(Tables.compiled(Tables.route(row) + limit)
                        .rows()
                        .limitsByRoute(true)
                        .get(1))
                .satisfies(limits -> assertThat(limits.cost()).isEqualTo(1))
                .satisfies(limits -> assertThat(limits.limits()).hasSize(1));
        assertThat(Tables.compiled(Tables.route(row + ", cost: 10") + limit)
                        .rows()
                        .limitsByRoute(true)
                        .get(1)
                        .cost())
                .isEqualTo(10);
    }

    @Test
    void answers_carry_the_fields_of_the_draft_and_the_older_ones_on_request() {
        assertThat(Tables.compiled(Tables.with("")).rateLimitFields()).isEqualTo(RateLimitFields.STANDARD);
        assertThat(Tables.compiled(Tables.with("rate-limit-fields: [standard, legacy]"))
                        .rateLimitFields()
                        .forms())
                .containsExactlyInAnyOrder(RateLimitFields.Form.values());
    }

    private static Limit limitOf(String keys) {
        var table = Tables.route("path: /api/orders, to: orders, limits: [browse]") + "limits: { browse: { " + keys
                + " } }\n";
        return Tables.compiled(table).rows().limitsByRoute().get(1).limits().getFirst();
    }
}
