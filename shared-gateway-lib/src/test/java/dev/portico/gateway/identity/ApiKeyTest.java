package dev.portico.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.gateway.wire.IssuedKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {

    private static final IssuedKey ISSUED = IssuedKey.fresh();

    @ParameterizedTest(name = "{0} is good until {1}")
    @CsvSource({
        "2027-01-31,           2027-02-01T00:00:00Z",
        "2027-12-31,           2028-01-01T00:00:00Z",
        "2027-01-31T12:30:00Z, 2027-01-31T12:30:00Z"
    })
    void a_day_counts_to_its_end_and_a_moment_to_itself(String expires, Instant end) throws Exception {
        var key = ApiKey.of(ISSUED.prefix(), row("acme", ISSUED.hash(), expires, List.of()));
        assertThat(key.isLive(end.minusSeconds(1))).isTrue();
        assertThat(key.isLive(end)).isFalse();
    }

    @Test
    void one_without_an_end_is_good_for_ever() throws Exception {
        var key = ApiKey.of(ISSUED.prefix(), row("acme", ISSUED.hash(), null, List.of()));
        assertThat(key.isLive(Instant.parse("9999-12-31T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                        | 203.0.113.9      | true",
                "203.0.113.0/24           | 203.0.113.9      | true",
                "203.0.113.0/24           | 203.0.114.9      | false",
                "203.0.113.9              | 203.0.113.9      | true",
                "10.0.0.0/8;2001:db8::/32 | 2001:db8::7      | true",
                "10.0.0.0/8;2001:db8::/32 | 2001:db9::7      | false",
                "10.0.0.0/8               | ::ffff:10.1.2.3  | true",
                "0.0.0.0/0                | 2001:db8::7      | false",
                "10.0.0.0/8               | unix             | false",
                "10.0.0.0/8               | ''               | false",
            })
    void it_may_come_from_its_addresses_only(@Nullable String addresses, String from, boolean may) throws Exception {
        var list = addresses == null ? List.<String>of() : List.of(addresses.split(";"));
        assertThat(ApiKey.of(ISSUED.prefix(), row("acme", ISSUED.hash(), null, list))
                        .mayComeFrom(from))
                .isEqualTo(may);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "acme, good,   -,          10.0.0.0/8, -",
                "-,    good,   -,          -,          partner",
                "a b,  good,   -,          -,          partner",
                "'',   good,   -,          -,          partner",
                "acme, -,      -,          -,          hash",
                "acme, secret, -,          -,          hash",
                "acme, sha256:abc:def, -,  -,          hash",
                "acme, good,   tomorrow,   -,          expires",
                "acme, good,   2027-02-30, -,          expires",
                "acme, good,   31.01.2027, -,          expires",
                "acme, good,   -,          10.0.0.0/9x, addresses",
                "acme, good,   -,          shop.test,  addresses",
            })
    void a_row_that_cannot_be_is_refused_by_the_name_of_its_key(
            @Nullable String partner,
            @Nullable String hash,
            @Nullable String expires,
            @Nullable String address,
            @Nullable String wrong)
            throws Exception {
        var row = row(
                partner,
                "good".equals(hash) ? ISSUED.hash() : hash,
                expires,
                address == null ? List.of() : List.of(address));
        if (wrong == null) {
            assertThat(ApiKey.of(ISSUED.prefix(), row).partner()).isEqualTo(partner);
        } else {
            assertThatExceptionOfType(ApiKey.InvalidRow.class)
                    .isThrownBy(() -> ApiKey.of(ISSUED.prefix(), row))
                    .satisfies(invalid -> assertThat(invalid.key()).isEqualTo(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pk_",
        "pk_0123456789a",
        "pk_0123456789abc",
        "PK_0123456789ab",
        "pk-0123456789ab",
        "pk_0123456789a.",
        "''"
    })
    void a_prefix_that_cannot_be_is_not_repeated(String prefix) {
        assertThatExceptionOfType(ApiKey.InvalidRow.class)
                .isThrownBy(() -> ApiKey.of(prefix, row("acme", ISSUED.hash(), null, List.of())))
                .satisfies(invalid -> assertThat(invalid.key()).isEmpty());
    }

    @Test
    void only_the_secret_itself_fits_its_digest() {
        var digest = SaltedDigest.parse(ISSUED.hash());
        assertThat(digest.fits(ISSUED.secret())).isTrue();
        assertThat(digest.fits(ISSUED.secret().substring(1))).isFalse();
        assertThat(digest.fits("")).isFalse();
        assertThat(digest.fits(IssuedKey.fresh().secret())).isFalse();
        assertThat(SaltedDigest.ofNothing().fits(ISSUED.secret())).isFalse();
    }

    static ApiKey.Row row(
            @Nullable String partner, @Nullable String hash, @Nullable String expires, List<String> addresses) {
        return new ApiKey.Row(partner, hash, null, Set.of("products:read"), Set.of(), expires, addresses);
    }
}
