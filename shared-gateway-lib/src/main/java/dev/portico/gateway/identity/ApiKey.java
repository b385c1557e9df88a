package dev.portico.gateway.identity;

import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A partner's API key as it is kept: all of it but the secret.
 *
 * @param prefix its public part, by which it is found and named
 * @param partner whom it speaks for
 * @param plan what the partner has agreed to, by name
 * @param expires when it ends to be good; null for never
 * @param networks from where it may be used; empty for everywhere
 */
public record ApiKey(
        String prefix,
        String partner,
        SaltedDigest secret,
        @Nullable String plan,
        Set<String> scopes,
        Set<String> roles,
        @Nullable Instant expires,
        List<Network> networks) {

    /** A key as it stands in a table, a file or Redis: texts that need not be good. */
    public record Row(
            @Nullable String partner,
            @Nullable String hash,
            @Nullable String plan,
            Set<String> scopes,
            Set<String> roles,
            @Nullable String expires,
            List<String> addresses) {}

    /** A row that cannot be used. The message says how to mend it and holds nothing of the row. */
    public static final class InvalidRow extends Exception {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final String value;

        InvalidRow(String key, @Nullable String value, String mend) {
            super(mend, null, false, false);
            this.key = key;
            this.value = value == null ? "" : value;
        }

        /** Which of the row's keys is wrong; empty where it is the row's own name. */
        public String key() {
            return key;
        }

        public String value() {
            return value;
        }
    }

    /** At most so many keys of a partner are good at once: an old one, and the one that takes its place. */
    public static final int MOST_OF_A_PARTNER = 2;

    private static final Pattern PREFIX = Pattern.compile("[a-z]{2,10}_[A-Za-z0-9]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String A_NAME = "write letters, digits, ., - and _, 64 at most";

    /** @throws InvalidRow at the first thing that is wrong */
    public static ApiKey of(String prefix, Row row) throws InvalidRow {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidRow("", null, "is no prefix of a key, which looks like pk_0123456789ab");
        }
        return new ApiKey(
                prefix,
                named("partner", row.partner),
                secret(row.hash),
                row.plan == null ? null : named("plan", row.plan),
                words("scopes", row.scopes),
                words("roles", row.roles),
                row.expires == null ? null : expires(row.expires),
                networks(row.addresses));
    }

    boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Whether it may still be used at some time. */
    public boolean isLive(Instant now) {
        return !isOver(now);
    }

    boolean mayComeFrom(String address) {
        return networks.isEmpty()
                || Addresses.parse(address).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether a partner or a plan can be called so. */
    static boolean isName(String value) {
        return NAME.matcher(value).matches();
    }

    private static String named(String key, @Nullable String value) throws InvalidRow {
        if (value == null || !isName(value)) {
            throw new InvalidRow(key, value, value == null ? "is missing; " + A_NAME : A_NAME);
        }
        return value;
    }

    private static Set<String> words(String key, Set<String> words) throws InvalidRow {
        for (var word : words) {
            if (word.isEmpty() || word.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f || c == '"' || c == '\\')) {
                throw new InvalidRow(key, word, "write words of visible ASCII without quotes");
            }
        }
        return Set.copyOf(words);
    }

    private static SaltedDigest secret(@Nullable String hash) throws InvalidRow {
        try {
            return SaltedDigest.parse(hash == null ? "" : hash);
        } catch (IllegalArgumentException none) {
            throw new InvalidRow("hash", hash, String.valueOf(none.getMessage()));
        }
    }

    /** A day counts to its end in UTC, so that nobody loses the day that was agreed on. */
    private static Instant expires(String text) throws InvalidRow {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException neither) {
            throw new InvalidRow(
                    "expires",
                    text,
                    "write a day such as \"2027-01-31\", in quotes, or a moment such as" + " \"2027-01-31T12:00:00Z\"");
        }
    }

    private static List<Network> networks(List<String> addresses) throws InvalidRow {
        var networks = new ArrayList<Network>();
        for (var address : addresses) {
            try {
                networks.add(Network.parse(address));
            } catch (IllegalArgumentException neither) {
                throw new InvalidRow("addresses", address, String.valueOf(neither.getMessage()));
            }
        }
        return List.copyOf(networks);
    }
}
