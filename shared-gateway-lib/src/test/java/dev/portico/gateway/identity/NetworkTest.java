package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "10.0.0.0/8,        10.255.255.255,      true",
        "10.0.0.0/8,        11.0.0.0,            false",
        "10.1.2.3/8,        10.9.9.9,            true",
        "192.0.2.128/25,    192.0.2.128,         true",
        "192.0.2.128/25,    192.0.2.127,         false",
        "192.0.2.1,         192.0.2.1,           true",
        "192.0.2.1,         192.0.2.2,           false",
        "0.0.0.0/0,         203.0.113.9,         true",
        "0.0.0.0/0,         2001:db8::1,         false",
        "2001:db8::/32,     2001:db8:ffff::1,    true",
        "2001:db8::/32,     2001:db9::1,         false",
        "2001:db8::/47,     2001:db8:1::1,       true",
        "2001:db8::/47,     2001:db8:2::1,       false",
        "::1,               ::1,                 true",
        "::/0,              2001:db8::1,         true",
        "::/0,              10.0.0.1,            false",
        "::ffff:10.0.0.0/8, 10.1.2.3,            true",
        "10.0.0.0/8,        ::ffff:10.1.2.3,     true"
    })
    void a_block_holds_the_addresses_of_its_prefix(String block, String address, boolean contains) {
        assertThat(Network.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/a", "10.0.0.0/8/8"})
    void a_wrong_prefix_length_of_ipv4_says_what_is_possible(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessage("needs a prefix length from 0 to 32 after the slash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.internal",
                "10",
                "10/8",
                "10.0",
                "10.0.0/24",
                "10.0.0.256",
                "10.0.0.0.0",
                ":::",
                "[::1"
            })
    void what_is_no_address_says_so_and_asks_no_name_server(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessage("is no IP address or block such as 10.0.0.0/8");
    }
}
