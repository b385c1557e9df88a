import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A key as it is kept. Texts that are not there are empty. The rules are those by which a gateway reads it. */
record Row(
        String prefix,
        String partner,
        String plan,
        List<String> scopes,
        List<String> roles,
        String expires,
        List<String> addresses,
        String hash) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final Pattern WORD = Pattern.compile("[!-~&&[^\"\\\\,\\[\\]{}]]+");

    /** @throws Refusal where an option cannot be */
    static Row of(IssuedKey key, Options options) {
        if (!options.has("--partner")) {
            throw Refusal.ofUse("key issue needs --partner with the partner's id.");
        }
        named(options, "--partner");
        named(options, "--plan");
        words(options, "--scopes");
        words(options, "--roles");
        options.list("--addresses").forEach(Row::address);
        var row = new Row(
                key.prefix(),
                options.value("--partner"),
                options.value("--plan"),
                options.list("--scopes"),
                options.list("--roles"),
                options.value("--expires"),
                options.list("--addresses"),
                key.hash());
        if (!row.expires.isEmpty() && !end(row.expires).isAfter(Instant.now())) {
            throw Refusal.ofUse("--expires " + row.expires + " is over already.");
        }
        return row;
    }

    /** A row whose end cannot be read lets nobody in, and must not keep anybody from revoking another one. */
    boolean isLive() {
        try {
            return expires.isEmpty() || end(expires).isAfter(Instant.now());
        } catch (Refusal unreadable) {
            return false;
        }
    }

    /** One line of YAML. */
    String written() {
        var keys = new ArrayList<String>();
        keys.add("partner: \"" + partner + "\"");
        if (!plan.isEmpty()) {
            keys.add("plan: \"" + plan + "\"");
        }
        list(keys, "scopes", scopes);
        list(keys, "roles", roles);
        if (!expires.isEmpty()) {
            keys.add("expires: \"" + expires + "\"");
        }
        list(keys, "addresses", addresses);
        keys.add("hash: \"" + hash + "\"");
        return prefix + ": { " + String.join(", ", keys) + " }";
    }

    private static void list(List<String> keys, String name, List<String> values) {
        if (!values.isEmpty()) {
            keys.add(name + ": [\"" + String.join("\", \"", values) + "\"]");
        }
    }

    /** A day counts to its end in UTC. */
    private static Instant end(String expires) {
        try {
            return expires.length() == 10
                    ? LocalDate.parse(expires).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(expires);
        } catch (DateTimeException neither) {
            throw Refusal.ofUse("--expires takes a day such as 2027-01-31, or a moment such as 2027-01-31T12:00:00Z.");
        }
    }

    private static void named(Options options, String name) {
        if (options.has(name) && !options.value(name).matches(NAME)) {
            throw Refusal.ofUse(name + " takes letters, digits, ., - and _, 64 at most.");
        }
    }

    private static void words(Options options, String name) {
        for (var word : options.list(name)) {
            if (!WORD.matcher(word).matches()) {
                throw Refusal.ofUse(name + " takes words with commas between them, such as products:read,orders:read.");
            }
        }
    }

    private static void address(String block) {
        var slash = block.indexOf('/');
        var address = slash < 0 ? block : block.substring(0, slash);
        try {
            var ipv4 = address.indexOf(':') < 0;
            if (ipv4 && !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                throw new IllegalArgumentException(address);
            }
            var longest = InetAddress.ofLiteral(address).getAddress().length * 8;
            var bits = slash < 0 ? longest : Integer.parseInt(block.substring(slash + 1));
            if (bits < 0 || bits > longest) {
                throw new IllegalArgumentException(block);
            }
        } catch (IllegalArgumentException none) {
            throw Refusal.ofUse("--addresses takes IP addresses and blocks such as 203.0.113.7,2001:db8::/32.");
        }
    }
}
