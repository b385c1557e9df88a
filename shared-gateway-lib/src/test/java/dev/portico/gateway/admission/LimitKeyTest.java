package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Limit.KeyPart;
import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.identity.FakeToken;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitKeyTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "203.0.113.9,             203.0.113.9,                true",
        "203.0.113.9,             203.0.113.10,               false",
        "2001:db8:0:1::1,         2001:db8:0:1:ffff:1:2:3,    true",
        "2001:db8:0:1::1,         2001:db8:0:2::1,            false",
        "2001:db8:0:1::1,         2001:0DB8:0000:0001::ffff,  true",
        "::ffff:203.0.113.9,      203.0.113.9,                true",
        "::ffff:203.0.113.9,      ::ffff:203.0.113.10,        false",
        "::1,                     0:0:0:0:0:0:0:1,            true"
    })
    void an_address_counts_as_what_one_subscriber_is_given(String one, String other, boolean together) {
        var same = key(from(one), KeyPart.ADDRESS).equals(key(from(other), KeyPart.ADDRESS));
        assertThat(same).isEqualTo(together);
    }

    @Test
    void what_is_no_address_counts_as_it_stands() {
        assertThat(key(from("a:b"), KeyPart.ADDRESS)).isEqualTo("a:b");
    }

    @Test
    void a_caller_counts_wherever_it_calls_from() {
        assertThat(key(from("203.0.113.9").as(user("alice")), KeyPart.USER))
                .isEqualTo(key(from("203.0.113.10").as(user("alice")), KeyPart.USER))
                .isNotEqualTo(key(from("203.0.113.9").as(user("bob")), KeyPart.USER));
    }

    @Test
    void who_is_not_known_counts_by_address() {
        assertThat(key(from("2001:db8::1"), KeyPart.USER)).isEqualTo(key(from("2001:db8::2"), KeyPart.USER));
        assertThat(key(from("203.0.113.9"), KeyPart.USER)).isNotEqualTo(key(from("203.0.113.10"), KeyPart.USER));
    }

    @Test
    void a_user_a_partner_and_an_address_of_the_same_name_are_three() {
        assertThat(Set.of(
                        key(from("203.0.113.9"), KeyPart.USER),
                        key(from("203.0.113.9").as(user("203.0.113.9")), KeyPart.USER),
                        key(from("203.0.113.9").as(partner("203.0.113.9")), KeyPart.USER)))
                .hasSize(3);
    }

    @Test
    void one_id_of_two_issuers_is_two_callers() {
        var callers = List.of(
                user("alice"),
                new Caller.User("other", "alice", Set.of(), Set.of(), FakeToken.TOKEN),
                partner("alice"),
                new Caller.Partner("other", "alice", Set.of(), Set.of(), FakeToken.TOKEN));
        assertThat(callers.stream().map(caller -> key(from("203.0.113.9").as(caller), KeyPart.USER)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_row_counts_on_its_own() {
        assertThat(key(from("203.0.113.9").matched(new Route(1, "orders", "/orders"), "/orders"), KeyPart.ROUTE))
                .isEqualTo("orders");
    }

    @Test
    void composite_keys_never_collide() {
        var awkward = List.of("a", "1", "1#a", "6#user:a", "a6#user:a", "#", "a#", "user:a", "7#user:1a", "");
        var seen = new HashMap<String, String>();
        for (var subject : awkward) {
            for (var row : awkward) {
                var exchange = from("203.0.113.9").as(user(subject)).matched(new Route(1, row, "/"), "/");
                var key = key(exchange, KeyPart.USER, KeyPart.ROUTE);
                assertThat(seen.put(key, subject + " " + row)).as(key).isNull();
            }
        }
    }

    private static String key(Exchange exchange, KeyPart... per) {
        return LimitKey.of(List.of(per), exchange);
    }

    private static Exchange from(String address) {
        return Exchange.of(SentRequest.get("/")).from(address);
    }

    private static Caller user(String subject) {
        return new Caller.User("main", subject, Set.of(), Set.of(), FakeToken.TOKEN);
    }

    private static Caller partner(String id) {
        return new Caller.Partner("main", id, Set.of(), Set.of(), FakeToken.TOKEN);
    }
}
