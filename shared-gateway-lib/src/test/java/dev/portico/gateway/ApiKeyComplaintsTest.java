package dev.portico.gateway;

import static dev.portico.gateway.Tables.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.gateway.ApiKeySettings.Source;
import dev.portico.gateway.identity.ApiKey;
import dev.portico.gateway.wire.IssuedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table and a file may say of API keys. */
class ApiKeyComplaintsTest {

    private static final IssuedKey A = IssuedKey.fresh();
    private static final IssuedKey B = IssuedKey.fresh();
    private static final IssuedKey C = IssuedKey.fresh();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static List<Arguments> wrong() {
        var row = "identity.api-keys.keys." + A.prefix();
        return List.of(
                of("header: Authorization", "identity.api-keys.header = \"Authorization\": write a name of your own"),
                of("header: 'X Key'", "identity.api-keys.header = \"X Key\": write a name of your own"),
                of("ids: 'a b'", "identity.api-keys.ids = \"a b\": write a name of letters"),
                of("store: memcached", "identity.api-keys.store = \"memcached\": is not known; write redis"),
                of(
                        "store: redis, when-redis-is-away: pass",
                        "identity.api-keys.when-redis-is-away = \"pass\": is not known; write refuse or remembered"),
                of(
                        "store: redis, remembered-for: 2d",
                        "identity.api-keys.remembered-for = \"48h\": write a duration from 0s to 1d"),
                of("store: redis, file: keys.yaml", "identity.api-keys: write one of keys, file and store"),
                of(
                        "file: nowhere.yaml",
                        "identity.api-keys.file = \"nowhere.yaml\": cannot be read; name a file that is there"),
                of("kees: { a: b }", "identity.api-keys.kees.a = \"b\": is no key of the table; did you mean keys?"),
                of(keys(A.row("'a b'", "")), row + ".partner = \"a b\": write letters, digits"),
                of(
                        keys(A.prefix() + ": { partner: acme, hash: \"" + A.text() + "\" }"),
                        row + ".hash = \"…\": is no digest of a key, which looks like"),
                of(keys(A.prefix() + ": { partner: acme }"), row + ".hash: is missing; write the digest that"),
                of(keys(A.row("acme", "expires: soon")), row + ".expires = \"soon\": write a day such as"),
                of(keys(A.row("acme", "addresses: [10/8]")), row + ".addresses = \"10/8\": is no IP address or block"),
                of(keys(A.row("acme", "scopes: ['a b']")), row + ".scopes = \"a b\": write words of visible ASCII"),
                of(keys(A.row("acme", "secret: x")), row + ".secret = \"…\": is no key of the table; the keys here"),
                of(
                        keys("acme: { partner: acme, hash: \"" + A.hash() + "\" }"),
                        "identity.api-keys.keys: is no prefix of a key, which looks like pk_0123456789ab"),
                of(
                        keys("'" + A.text() + "': { partner: acme, hash: \"" + A.hash() + "\" }"),
                        "identity.api-keys.keys: is no prefix of a key"),
                of(
                        keys("'" + A.text() + "': { partner: acme }"),
                        "identity.api-keys.keys.\"" + A.prefix() + ".…\".hash: is"),
                of(keys(A.row("yes", "")), row + ".partner = \"true\": is read as true or false; write it in quotes"),
                of(keys(A.row("a", "scopes: [on]")), row + ".scopes = \"true\": is read as true or false"),
                of(
                        keys(A.row("acme", "") + ", " + B.row("acme", "") + ", " + C.row("acme", "")),
                        "identity.api-keys.keys = \"acme\": has 3 keys that are good; leave it two"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void a_wrong_table_is_refused_and_shows_no_secret(String apiKeys, String complaint) {
        var table = with("identity: { api-keys: { " + apiKeys + " } }");
        Tables.assertRefused(table, complaint);
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(table))
                .satisfies(invalid -> assertThat(invalid.getMessage()).doesNotContain(A.secret(), A.hash()));
    }

    @Test
    void two_live_keys_of_a_partner_stand_beside_any_that_are_over() {
        var table = keys(A.row("acme", "") + ", " + B.row("acme", "") + ", "
                + C.row("acme", "expires: \"2020-01-01\"") + ", "
                + IssuedKey.fresh().row("other", "expires: 2099-01-01"));
        assertThat(compiled(table)).isInstanceOfSatisfying(Source.Listed.class, listed -> assertThat(listed.keys())
                .hasSize(4));
    }

    @Test
    void a_table_without_any_source_knows_no_key() {
        assertThat(compiled("header: X-Partner-Key"))
                .isInstanceOfSatisfying(
                        Source.Listed.class, listed -> assertThat(listed.keys()).isEmpty());
        assertThat(compiled("header: X-API-Key, file: '${KEYS:}'")).isInstanceOf(Source.Listed.class);
    }

    @Test
    void keys_in_redis_are_remembered_for_a_quarter_of_an_hour_unless_the_table_says_otherwise() {
        assertThat(compiled("store: redis")).isEqualTo(new Source.Shared(Duration.ofMinutes(15)));
        assertThat(compiled("store: redis, remembered-for: 1h")).isEqualTo(new Source.Shared(Duration.ofHours(1)));
        assertThat(compiled("store: redis, when-redis-is-away: refuse")).isEqualTo(new Source.Shared(Duration.ZERO));
    }

    @Test
    void upstreams_never_get_the_field_of_the_keys() {
        var table = Tables.compiled(with("identity: { api-keys: { header: X-Partner-Key } }"));
        assertThat(table.identityHeaders().dropped()).contains("X-Partner-Key");
    }

    @Test
    void a_file_has_the_same_rows() throws IOException {
        var file = file("keys:\n  " + A.row("acme", "plan: gold, scopes: [a, b], expires: 2099-01-31") + "\n  "
                + B.row("acme", "addresses: 10.0.0.0/8") + "\n");
        assertThat(compiled("file: '" + file + "'"))
                .isInstanceOfSatisfying(
                        Source.Filed.class, filed -> assertThat(filed.keys()).containsOnlyKeys(A.prefix(), B.prefix()));
        assertThat(compiled("file: '" + file("keys:\n") + "'"))
                .isInstanceOfSatisfying(
                        Source.Filed.class, filed -> assertThat(filed.keys()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keys",
                "keys: [a]",
                "keys: { a: b }",
                "keys: {}\nmore: {}",
                "keys: { pk_0123456789ab: { partner: acme } }",
                "keys: { pk_0123456789ab: { partner: acme, colour: red } }",
                "keys: {\n",
                "keys: { a: 1, a: 2 }",
            })
    void a_file_that_is_not_sound_is_refused(String text) throws IOException {
        var table = with("identity: { api-keys: { file: '" + file(text) + "' } }");
        assertThatExceptionOfType(InvalidTable.class)
                .isThrownBy(() -> Tables.compiled(table))
                .withMessageContaining("identity.api-keys.file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e3", "0x1F", "1_000", "yes", "no", "null", "2026-12-01", "12.50", "08"})
    void an_id_without_quotes_is_taken_as_it_is_written(String written) throws IOException {
        var file = file("keys:\n  " + A.row(written, "plan: " + written + ", scopes: [" + written + ", b]") + "\n");
        assertThat(inFile(file).get(A.prefix())).satisfies(key -> {
            assertThat(key.partner()).isEqualTo(written);
            assertThat(key.plan()).isEqualTo(written);
            assertThat(key.scopes()).containsExactlyInAnyOrder(written, "b");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e3", "0x1F", "1_000", "2026-12-01", "12.50", "08", "'yes'"})
    void so_it_is_in_the_table(String written) {
        assertThat(compiled(keys(A.row(written, "")))).isInstanceOfSatisfying(Source.Listed.class, listed -> assertThat(
                        listed.keys().values())
                .extracting(ApiKey::partner)
                .containsExactly(written.replace("'", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "2099-12-01T10:00:00Z, 2099-12-01T10:00:00Z",
        "2099-12-01T00:00:00Z, 2099-12-01T00:00:00Z",
        "2099-12-01, 2099-12-02T00:00:00Z"
    })
    void a_moment_without_quotes_is_that_moment_and_a_day_counts_to_its_end(String written, Instant end)
            throws IOException {
        var row = A.row("acme", "expires: " + written);
        assertThat(inFile(file("keys:\n  " + row + "\n")).get(A.prefix()))
                .extracting(ApiKey::expires)
                .isEqualTo(end);
        assertThat(compiled(keys(row))).isInstanceOfSatisfying(Source.Listed.class, listed -> assertThat(
                        listed.keys().values())
                .extracting(ApiKey::expires)
                .containsExactly(end));
    }

    private Map<String, ApiKey> inFile(Path file) {
        return switch (compiled("file: '" + file + "'")) {
            case Source.Filed(var path, var keys) -> keys;
            case Source.Listed listed -> throw new AssertionError(listed);
            case Source.Shared shared -> throw new AssertionError(shared);
        };
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("keys.yaml"), text);
    }

    private static Source compiled(String apiKeys) {
        var table = Tables.compiled(with("identity: { api-keys: { " + apiKeys + " } }"));
        return Objects.requireNonNull(table.apiKeys()).source();
    }

    private static String keys(String rows) {
        return "keys: { " + rows + " }";
    }

    private static Arguments of(String apiKeys, String complaint) {
        return Arguments.of(apiKeys, complaint);
    }
}
