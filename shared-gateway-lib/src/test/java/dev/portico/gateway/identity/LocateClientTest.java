package dev.portico.gateway.identity;

import static dev.portico.gateway.exchange.Passages.onward;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.SentRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies 10.0.0.0/8 and 2001:db8:a::/48 are trusted; the client is what is left of the last of them. */
class LocateClientTest {

    private static final List<Network> NETWORKS =
            List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8:a::/48"));
    private static final TrustedProxies X_FORWARDED_FOR =
            new TrustedProxies(NETWORKS, TrustedProxies.Field.X_FORWARDED_FOR, Set.of());
    private static final TrustedProxies FORWARDED =
            new TrustedProxies(NETWORKS, TrustedProxies.Field.FORWARDED, Set.of());

    @ParameterizedTest(name = "{1} by {0} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    10.0.0.1      | 203.0.113.9                              | 203.0.113.9
                    10.0.0.1      | 203.0.113.9, 10.0.0.2                    | 203.0.113.9
                    10.0.0.1      | 1.1.1.1, 203.0.113.9                     | 203.0.113.9
                    10.0.0.1      | 1.1.1.1, 203.0.113.9, 10.0.0.2           | 203.0.113.9
                    10.0.0.1      | 10.0.0.9, 203.0.113.9                    | 203.0.113.9
                    10.0.0.1      | 203.0.113.9:4711                         | 203.0.113.9
                    10.0.0.1      | 2001:db8::9                              | 2001:db8:0:0:0:0:0:9
                    10.0.0.1      | [2001:DB8::9]:4711                       | 2001:db8:0:0:0:0:0:9
                    10.0.0.1      | [2001:db8::9]                            | 2001:db8:0:0:0:0:0:9
                    10.0.0.1      | fe80::1%eth0                             | fe80:0:0:0:0:0:0:1
                    10.0.0.1      | ::ffff:203.0.113.9                       | 203.0.113.9
                    10.0.0.1      | 203.0.113.9, 2001:db8:a::2               | 203.0.113.9
                    2001:db8:a::1 | 203.0.113.9                              | 203.0.113.9
                    10.0.0.1      | 10.0.0.3, 10.0.0.2                       | 10.0.0.3
                    10.0.0.1      | 203.0.113.9, unknown                     | 10.0.0.1
                    10.0.0.1      | 203.0.113.9, unknown, 10.0.0.2           | 10.0.0.2
                    10.0.0.1      | localhost                                | 10.0.0.1
                    10.0.0.1      | ,, 203.0.113.9 ,                         | 203.0.113.9
                    10.0.0.1      | ``                                       | 10.0.0.1
                    10.0.0.1      | 7                                        | 10.0.0.1
                    10.0.0.1      | [203.0.113.9                             | 10.0.0.1
                    10.0.0.1      | [2001:db8::9]x                           | 10.0.0.1
                    10.0.0.1      | 203.0.113.9:"                            | 10.0.0.1
                    203.0.113.9   | 1.1.1.1                                  | 203.0.113.9
                    """)
    void x_forwarded_for_is_read_from_the_right(String peer, String field, String client) {
        var request = SentRequest.get("/").from(peer).with("X-Forwarded-For", field);
        assertThat(locate(X_FORWARDED_FOR, request)).isEqualTo(client);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    for=203.0.113.9                                       | 203.0.113.9
                    For=203.0.113.9;proto=https;by=10.0.0.1               | 203.0.113.9
                    proto=https; for=203.0.113.9                          | 203.0.113.9
                    for="203.0.113.9"                                     | 203.0.113.9
                    for="203.0.113.9:4711"                                | 203.0.113.9
                    for="[2001:db8::9]:4711"                              | 2001:db8:0:0:0:0:0:9
                    for="[2001:db8::9]"                                   | 2001:db8:0:0:0:0:0:9
                    for=1.1.1.1, for=203.0.113.9                          | 203.0.113.9
                    for=203.0.113.9, for=10.0.0.2                         | 203.0.113.9
                    for=203.0.113.9, for="[2001:db8:a::2]"                | 203.0.113.9
                    for=203.0.113.9, proto=https                          | 10.0.0.1
                    for=203.0.113.9, for=unknown                          | 10.0.0.1
                    for=203.0.113.9, for=_hidden                          | 10.0.0.1
                    for=203.0.113.9, for="_hidden:_port"                  | 10.0.0.1
                    for="203.0.113.9:_port"                               | 203.0.113.9
                    for="203\\.0.113.9"                                   | 203.0.113.9
                    host="a,b;for=1.1.1.1";for=203.0.113.9                | 203.0.113.9
                    """)
    void forwarded_is_read_from_the_right(String field, String client) {
        var request = SentRequest.get("/").from("10.0.0.1").with("Forwarded", field);
        assertThat(locate(FORWARDED, request)).isEqualTo(client);
    }

    /** What the client sent, to which a trusted proxy appends where it saw the client. */
    @ParameterizedTest(name = "a client that sends {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    1.1.1.1                  | for=1.1.1.1
                    1.1.1.1:"                | for=1.1.1.1;x="
                    "                        | for="
                    [2001:db8::1]"           | for="1.1.1.1";x="\\
                    "1.1.1.1                 | for=1.1.1.1;host="a\\"
                    1.1.1.1\\                | for=1.1.1.1\\
                    1.1.1.1, "               | for=1.1.1.1, x="
                    1.1.1.1;"                | for=1.1.1.1;"
                    """)
    void no_spelling_hides_what_a_trusted_proxy_appended(String xForwardedFor, String forwarded) {
        var request = SentRequest.get("/").from("10.0.0.1");
        assertThat(locate(X_FORWARDED_FOR, request.with("X-Forwarded-For", xForwardedFor + ", 203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(locate(FORWARDED, request.with("Forwarded", forwarded + ", for=203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(locate(FORWARDED, request.with("Forwarded", forwarded + ", for=\"[2001:db8::9]:4711\"")))
                .isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @Test
    void lines_of_one_field_are_one_list() {
        var request = SentRequest.get("/")
                .from("10.0.0.1")
                .with("X-Forwarded-For", "1.1.1.1")
                .with("X-Forwarded-For", "203.0.113.9, 10.0.0.2");
        assertThat(locate(X_FORWARDED_FOR, request)).isEqualTo("203.0.113.9");
    }

    @Test
    void only_the_configured_field_is_read() {
        var request = SentRequest.get("/")
                .from("10.0.0.1")
                .with("X-Forwarded-For", "198.51.100.1")
                .with("Forwarded", "for=203.0.113.9")
                .with("X-Real-IP", "1.1.1.1");
        assertThat(locate(X_FORWARDED_FOR, request)).isEqualTo("198.51.100.1");
        assertThat(locate(FORWARDED, request)).isEqualTo("203.0.113.9");
    }

    @Test
    void with_no_trusted_proxy_nobody_is_believed() {
        var nobody = new TrustedProxies(List.of(), TrustedProxies.Field.X_FORWARDED_FOR, Set.of());
        var request = SentRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", "1.1.1.1");
        assertThat(locate(nobody, request)).isEqualTo("10.0.0.1");
    }

    @Test
    void a_peer_is_written_in_its_canonical_spelling() {
        assertThat(locate(X_FORWARDED_FOR, SentRequest.get("/").from("::ffff:203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(locate(X_FORWARDED_FOR, SentRequest.get("/").from("fe80::1%2")))
                .isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void the_whole_chain_of_believed_hops_is_known_the_client_first() {
        var request = SentRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.2");
        assertThat(X_FORWARDED_FOR.believedHops(request)).containsExactly("203.0.113.9", "10.0.0.2", "10.0.0.1");
    }

    private static String locate(TrustedProxies proxies, SentRequest request) {
        return onward(new LocateClient(proxies).enter(Exchange.of(request))).clientAddress();
    }
}
