package dev.portico.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.exchange.SentRequest;
import dev.portico.gateway.identity.FakeToken;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        "64:ff9b::203.0.113.9,    203.0.113.9,                true",
        "64:ff9b::203.0.113.9,    64:ff9b::203.0.113.10,      false",
        "64:ff9b::cb00:7109,      ::ffff:203.0.113.9,         true",
        "64:ff9b:1::203.0.113.9,  64:ff9b:1::203.0.113.10,    true",
        "::1,                     0:0:0:0:0:0:0:1,            true"
    })
    void an_address_counts_as_what_one_subscriber_is_given(String one, String other, boolean together) {
        var same = key(from(one), new KeyPart.Address()).equals(key(from(other), new KeyPart.Address()));
        assertThat(same).isEqualTo(together);
    }

    @Test
    void what_is_no_address_counts_as_it_stands() {
        assertThat(key(from("a:b"), new KeyPart.Address())).isEqualTo("a:b");
    }

    @Test
    void a_caller_counts_wherever_it_calls_from() {
        assertThat(key(from("203.0.113.9").as(user("alice")), new KeyPart.User()))
                .isEqualTo(key(from("203.0.113.10").as(user("alice")), new KeyPart.User()))
                .isNotEqualTo(key(from("203.0.113.9").as(user("bob")), new KeyPart.User()));
    }

    @Test
    void who_is_not_known_counts_by_address() {
        assertThat(key(from("2001:db8::1"), new KeyPart.User()))
                .isEqualTo(key(from("2001:db8::2"), new KeyPart.User()));
        assertThat(key(from("203.0.113.9"), new KeyPart.User()))
                .isNotEqualTo(key(from("203.0.113.10"), new KeyPart.User()));
    }

    @Test
    void a_user_a_partner_and_an_address_of_the_same_name_are_three() {
        assertThat(Set.of(
                        key(from("203.0.113.9"), new KeyPart.User()),
                        key(from("203.0.113.9").as(user("203.0.113.9")), new KeyPart.User()),
                        key(from("203.0.113.9").as(partner("203.0.113.9")), new KeyPart.User())))
                .hasSize(3);
    }

    @Test
    void one_id_of_two_issuers_is_two_callers() {
        var callers = List.of(
                user("alice"),
                new Caller.User("other", "alice", Set.of(), Set.of(), FakeToken.TOKEN),
                partner("alice"),
                new Caller.Partner("other", "alice", Set.of(), Set.of(), FakeToken.TOKEN));
        assertThat(callers.stream().map(caller -> key(from("203.0.113.9").as(caller), new KeyPart.User())))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_row_counts_on_its_own() {
        assertThat(key(from("203.0.113.9").matched(new Route(1, "orders", "/orders"), "/orders"), new KeyPart.Route()))
                .isEqualTo("orders");
    }

    @Test
    void composite_keys_never_collide() {
        var awkward = List.of("a", "1", "1#a", "6#user:a", "a6#user:a", "#", "a#", "user:a", "7#user:1a", "");
        var seen = new HashMap<String, String>();
        for (var subject : awkward) {
            for (var row : awkward) {
                var exchange = from("203.0.113.9").as(user(subject)).matched(new Route(1, row, "/"), "/");
                var key = key(exchange, new KeyPart.User(), new KeyPart.Route());
                assertThat(seen.put(key, subject + " " + row)).as(key).isNull();
            }
        }
    }

    @Test
    void an_api_key_counts_on_its_own_and_whoever_has_none_as_the_caller() {
        var one = new Caller.Partner("main", "acme", Set.of(), Set.of(), null, null, "k1");
        var other = new Caller.Partner("main", "acme", Set.of(), Set.of(), null, null, "k2");
        assertThat(key(from("203.0.113.9").as(one), new KeyPart.ApiKey()))
                .isNotEqualTo(key(from("203.0.113.9").as(other), new KeyPart.ApiKey()))
                .isNotEqualTo(key(from("203.0.113.9").as(partner("k1")), new KeyPart.ApiKey()));
        assertThat(key(from("203.0.113.9").as(partner("acme")), new KeyPart.ApiKey()))
                .isEqualTo(key(from("203.0.113.9").as(partner("acme")), new KeyPart.User()));
        assertThat(key(from("203.0.113.9"), new KeyPart.ApiKey()))
                .isEqualTo(key(from("203.0.113.9"), new KeyPart.User()));
    }

    @Test
    void a_tenant_counts_together_and_that_of_another_issuer_on_its_own() {
        var tenant = new KeyPart.Claim("tenant");
        assertThat(key(from("203.0.113.9").as(of("main", "alice", "t1")), tenant))
                .isEqualTo(key(from("203.0.113.10").as(of("main", "bob", "t1")), tenant))
                .isNotEqualTo(key(from("203.0.113.9").as(of("main", "alice", "t2")), tenant))
                .isNotEqualTo(key(from("203.0.113.9").as(of("other", "alice", "t1")), tenant));
    }

    @Test
    void who_has_no_such_claim_counts_as_the_caller() {
        var tenant = new KeyPart.Claim("tenant");
        var key = new Caller.Partner("main", "acme", Set.of(), Set.of(), null, null, "k1");
        for (var caller : List.of(user("alice"), partner("alice"), key, Caller.anonymous())) {
            assertThat(key(from("203.0.113.9").as(caller), tenant))
                    .isEqualTo(key(from("203.0.113.9").as(caller), new KeyPart.User()));
        }
        assertThat(key(from("203.0.113.9").as(of("main", "alice", "main:bob")), tenant))
                .isNotEqualTo(key(from("203.0.113.9").as(user("bob")), tenant));
    }

    @Test
    void a_number_names_a_tenant_too() {
        var tenant = new KeyPart.Claim("tenant");
        assertThat(key(from("203.0.113.9").as(of("main", "alice", Json.createValue(7))), tenant))
                .isEqualTo(key(from("203.0.113.9").as(of("main", "bob", 7L)), tenant))
                .isEqualTo(key(from("203.0.113.9").as(of("main", "bob", Json.createValue("7"))), tenant))
                .isNotEqualTo(key(from("203.0.113.9").as(of("main", "bob", 8L)), tenant));
    }

    static List<Object> namingNobody() {
        return List.of(
                "",
                true,
                Json.createArrayBuilder().add("t1").add("t2").build(),
                Json.createObjectBuilder().add("id", "t1").build(),
                JsonValue.NULL,
                Set.of("t1", "t2"),
                List.of("t1"),
                Map.of("id", "t1"));
    }

    @ParameterizedTest
    @MethodSource("namingNobody")
    void who_has_a_claim_that_names_nobody_counts_as_the_caller(Object claim) {
        assertThat(key(from("203.0.113.9").as(of("main", "alice", claim)), new KeyPart.Claim("tenant")))
                .isEqualTo(key(from("203.0.113.9").as(user("alice")), new KeyPart.User()));
    }

    @Test
    void a_long_key_is_kept_as_its_digest() {
        var long1 = "a".repeat(5_000);
        var long2 = "a".repeat(4_999) + "b";
        assertThat(key(from("203.0.113.9").as(user(long1)), new KeyPart.User()))
                .hasSizeLessThanOrEqualTo(LimitKey.LONGEST)
                .isEqualTo(key(from("203.0.113.10").as(user(long1)), new KeyPart.User()))
                .isNotEqualTo(key(from("203.0.113.9").as(user(long2)), new KeyPart.User()));
        assertThat(key(from("203.0.113.9").as(user(long1)), new KeyPart.User(), new KeyPart.Address()))
                .hasSizeLessThanOrEqualTo(LimitKey.LONGEST);
    }

    private static Caller of(String issuer, String subject, Object tenant) {
        return new Caller.User(issuer, subject, Set.of(), Set.of(), new OfTenant(tenant));
    }

    /** A verified token that says whose user it is about. */
    private record OfTenant(Object tenant) implements JsonWebToken {
        @Override
        public String getName() {
            return "";
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of("tenant");
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface declares it so
        public <T> @Nullable T getClaim(String claimName) {
            return claimName.equals("tenant") ? (T) tenant : null;
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
