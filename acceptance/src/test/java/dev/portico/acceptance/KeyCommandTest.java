package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.portico.gateway.ApiKeySettings;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import dev.portico.gateway.identity.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./portico key} with a file and with nothing; what it writes is what a gateway reads. */
class KeyCommandTest {

    private static final Pattern KEY = Pattern.compile("(pk_[A-Za-z0-9]{12})\\.([A-Za-z0-9_-]{43})");

    @TempDir
    Path here;

    /** A key that was issued, taken apart. */
    private record Issued(String prefix, String secret) {

        static Issued of(PorticoCommand command) {
            assertThat(command.exit()).as(command.output()).isZero();
            var found = KEY.matcher(command.output());
            assertThat(found.find()).as(command.output()).isTrue();
            var issued = new Issued(found.group(1), found.group(2));
            assertThat(found.find()).as("the key is shown once").isFalse();
            return issued;
        }
    }

    @Test
    void a_key_is_shown_once_and_only_its_digest_is_kept() throws Exception {
        var issued = Issued.of(key("issue --partner acme --plan gold --scopes products:read,orders:read"
                + " --expires 2099-01-31 --addresses 203.0.113.0/24,2001:db8::/32 --file keys.yaml"));

        assertThat(here.resolve("keys.yaml"))
                .content()
                .contains("  " + issued.prefix + ": { partner: \"acme\"", "hash: \"sha256:")
                .doesNotContain(issued.secret);
        var read = Objects.requireNonNull(keys().get(issued.prefix));
        assertThat(read.partner()).isEqualTo("acme");
        assertThat(read.plan()).isEqualTo("gold");
        assertThat(read.scopes()).containsExactlyInAnyOrder("products:read", "orders:read");
        assertThat(read.expires()).hasToString("2099-02-01T00:00:00Z");
        assertThat(read.networks()).hasSize(2);
    }

    @Test
    void without_a_place_the_row_is_printed_for_a_table() throws Exception {
        var command = key("issue --partner acme --roles partner");
        var issued = Issued.of(command);

        var row = command.output()
                .lines()
                .filter(line -> line.startsWith(issued.prefix + ": {"))
                .findFirst()
                .orElseThrow();
        assertThat(keys("keys: { " + row + " }")).containsOnlyKeys(issued.prefix);
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void a_partner_has_two_good_keys_and_revokes_one_for_a_third() throws Exception {
        var old = Issued.of(key("issue --partner acme --file keys.yaml"));
        Issued.of(key("issue --partner acme --file keys.yaml"));
        Issued.of(key("issue --partner other --file keys.yaml"));
        refuses(1, "acme has 2 keys that are good: " + old.prefix, "issue --partner acme --file keys.yaml");
        assertThat(keys()).hasSize(3);

        var revoked = key("revoke " + old.prefix + " --file keys.yaml");
        assertThat(revoked.exit()).as(revoked.output()).isZero();
        assertThat(keys()).hasSize(2).doesNotContainKey(old.prefix);
        Issued.of(key("issue --partner acme --file keys.yaml"));
        assertThat(keys()).hasSize(3);
    }

    @Test
    void a_list_shows_who_has_which_key_and_nothing_to_use_it_with() throws Exception {
        var issued = Issued.of(key("issue --partner acme --plan gold --expires 2099-01-31 --file keys.yaml"));
        var list = key("list --file keys.yaml");
        assertThat(list.exit()).isZero();
        assertThat(list.output())
                .contains(issued.prefix, "acme", "gold", "2099-01-31")
                .doesNotContain(issued.secret, "sha256");
    }

    @Test
    void the_file_is_for_its_owner_alone_and_replaced_as_a_whole() throws Exception {
        var file = here.resolve("keys.yaml");
        key("issue --partner acme --file keys.yaml");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var first = Files.readAttributes(file, "unix:ino").get("ino");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        key("issue --partner other --file keys.yaml");
        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isNotEqualTo(first);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        try (var files = Files.list(here)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void who_comes_while_somebody_writes_changes_nothing() throws Exception {
        key("issue --partner acme --file keys.yaml");
        var before = Files.readString(here.resolve("keys.yaml"));
        Files.createFile(here.resolve("keys.yaml.new"));
        refuses(1, "somebody is writing", "issue --partner other --file keys.yaml");
        assertThat(here.resolve("keys.yaml")).hasContent(before.strip());
    }

    @Test
    void a_file_that_somebody_else_wrote_is_left_alone() throws Exception {
        Files.writeString(here.resolve("keys.yaml"), "keys:\n  pk_0123456789ab:\n    partner: acme\n");
        refuses(1, "not written by this command", "issue --partner acme --file keys.yaml");
        refuses(1, "not written by this command", "revoke pk_0123456789ab --file keys.yaml");
        assertThat(here.resolve("keys.yaml")).content().contains("pk_0123456789ab");
    }

    @Test
    void what_else_stands_in_the_file_keeps_nobody_from_listing_and_revoking() throws Exception {
        var leaked = Issued.of(key("issue --partner acme --file keys.yaml"));
        var other =
                "  pk_0123456789ab: { partner: hand-written, expires: soon }\n  pk_ba9876543210: { partner: \"x\", expires: \"soon\", hash: \"none\" }\n";
        Files.writeString(here.resolve("keys.yaml"), other, StandardOpenOption.APPEND);
        refuses(1, "not written by this command", "issue --partner other --file keys.yaml");
        assertThat(key("list --file keys.yaml").output()).contains(leaked.prefix, "soon (not good)", "1 more lines");

        assertThat(key("revoke " + leaked.prefix + " --file keys.yaml").exit()).isZero();
        assertThat(here.resolve("keys.yaml")).content().endsWith(other).doesNotContain(leaked.prefix);
    }

    @Test
    void the_file_stays_its_owner_s_whoever_revokes_a_key() throws Exception {
        assumeThat(Files.getAttribute(here, "unix:uid"))
                .as("only root gives files away")
                .isEqualTo(0);
        var file = here.resolve("keys.yaml");
        var issued = Issued.of(key("issue --partner acme --file keys.yaml"));
        Files.setAttribute(file, "unix:uid", 4711);
        Files.setAttribute(file, "unix:gid", 4712);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(key("revoke " + issued.prefix + " --file keys.yaml").exit()).isZero();

        assertThat(keys()).isEmpty();
        assertThat(Files.readAttributes(file, "unix:uid,gid,permissions"))
                .containsEntry("uid", 4711)
                .containsEntry("gid", 4712)
                .containsEntry("permissions", PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void a_file_that_is_mounted_on_its_own_is_written_in_place() throws Exception {
        var mounting = List.of("unshare", "-rm", "sh", "-c", "mount --bind keys.yaml keys.yaml && exec \"$@\"", "sh");
        var first = Issued.of(key("issue --partner acme --file keys.yaml"));
        Issued.of(key("issue --partner other --scopes a,b,c --file keys.yaml"));
        assumeThat(mayMount()).as("mounts in a namespace of one's own").isTrue();
        var inode = Files.getAttribute(here.resolve("keys.yaml"), "unix:ino");

        var revoked = PorticoCommand.run(here, mounting, "key", "revoke", first.prefix, "--file", "keys.yaml");

        assertThat(revoked.exit()).as(revoked.output()).isZero();
        assertThat(revoked.output()).contains("written in place", "Revoked: " + first.prefix);
        assertThat(Files.getAttribute(here.resolve("keys.yaml"), "unix:ino")).isEqualTo(inode);
        assertThat(keys().values()).extracting(ApiKey::partner).containsExactly("other");
        try (var files = Files.list(here)) {
            assertThat(files).containsExactly(here.resolve("keys.yaml"));
        }
    }

    private boolean mayMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "sh", "-c", "mount --bind keys.yaml keys.yaml")
                            .directory(here.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | key takes issue, list or revoke                       | ",
                "2 | key takes issue, list or revoke                       | rotate",
                "2 | key issue needs --partner                             | issue",
                "2 | --partner takes letters                               | issue --partner a/b",
                "2 | --partner needs a value                               | issue --partner",
                "2 | --partner needs a value                               | issue --partner --file x",
                "2 | --partner stands there twice                          | issue --partner a --partner b",
                "2 | has no option '--colour'                              | issue --partner a --colour red",
                "2 | --scopes takes words                                  | issue --partner a --scopes a,,b",
                "2 | --expires takes a day                                 | issue --partner a --expires soon",
                "2 | --expires 2020-01-01 is over already                  | issue --partner a --expires 2020-01-01",
                "2 | --addresses takes IP addresses                        | issue --partner a --addresses 10.0.0.0/33",
                "2 | --addresses takes IP addresses                        | issue --partner a --addresses shop.test",
                "2 | a key is kept in one place                            | issue --partner a --file f --redis redis://h",
                "2 | --redis takes an address                              | issue --partner a --redis localhost",
                "2 | name the place of the keys                            | list",
                "2 | key revoke needs the prefix                           | revoke --file keys.yaml",
                "1 | there is no key pk_0123456789ab here                  | revoke pk_0123456789ab.secret --file keys.yaml",
                "1 | cannot be reached                                     | list --redis redis://127.0.0.1:1",
            })
    void what_it_cannot_do_it_refuses_in_one_line(int exit, String reason, String line) throws Exception {
        refuses(exit, reason, line == null ? "" : line);
        assertThat(here).isEmptyDirectory();
    }

    private void refuses(int exit, String reason, String line) throws Exception {
        var command = key(line);
        assertThat(command.output().lines())
                .singleElement()
                .asString()
                .startsWith("portico: ")
                .contains(reason)
                .doesNotContain("secret");
        assertThat(command.exit()).isEqualTo(exit);
    }

    private PorticoCommand key(String line) throws Exception {
        return PorticoCommand.run(here, ("key " + line).strip().split(" +"));
    }

    private Map<String, ApiKey> keys() {
        return keys("file: '" + here.resolve("keys.yaml") + "'");
    }

    private static Map<String, ApiKey> keys(String apiKeys) {
        var table =
                "upstreams: { a: { urls: [\"http://a\"] } }\nroutes: { home: { path: /home, access: anyone } }\nidentity: { api-keys: { "
                        + apiKeys + " } }\n";
        var compiled = TableCompiler.compile(new TableFile("gateway.yaml", table), variable -> Optional.empty());
        return switch (Objects.requireNonNull(compiled.apiKeys()).source()) {
            case ApiKeySettings.Source.Listed(var keys) -> keys;
            case ApiKeySettings.Source.Filed(var file, var keys) -> keys;
            case ApiKeySettings.Source.Shared shared -> throw new AssertionError("in Redis: " + shared);
        };
    }
}
