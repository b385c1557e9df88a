package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns API keys into partners. A key is {@code prefix.secret}: the prefix finds it, the secret proves it. What is wrong
 * with a key beyond being unknown is told only to who has the secret.
 */
public final class ApiKeys {

    private static final String SCHEME = "ApiKey ";

    /** 256 random bits in base64url. */
    private static final int SECRET = 43;

    private static final int LONGEST_PREFIX = 23;

    /** What is compared for a prefix that nobody has, so that the time it takes tells nothing. */
    private static final SaltedDigest NOTHING = SaltedDigest.ofNothing();

    private static final Tokens.Verdict NOT_KNOWN =
            new Tokens.Verdict.Rejected("It is not known here, or not any more.");

    /** What a request has of API keys. */
    sealed interface Sent {

        record Nothing() implements Sent {}

        record One(String key) implements Sent {}

        /** More than one credential, so that nobody can say which of them counts. */
        record TooMany() implements Sent {}
    }

    private static final Sent NOTHING_SENT = new Sent.Nothing();

    private final String header;
    private final String ids;
    private final ApiKeyStore store;
    private final InstantSource clock;

    /**
     * @param header the name of the field that keys come in, besides {@code Authorization} with the scheme {@code ApiKey}
     * @param ids whose ids the partners' are: see {@link Caller.Partner#issuer}
     */
    public ApiKeys(String header, String ids, ApiKeyStore store, InstantSource clock) {
        this.header = header;
        this.ids = ids;
        this.store = store;
        this.clock = clock;
    }

    String header() {
        return header;
    }

    Sent sent(Request request) {
        var keys = request.headers(header);
        var authorizations = request.headers("Authorization");
        if (keys.size() + authorizations.size() > 1 && (!keys.isEmpty() || hasScheme(authorizations))) {
            return new Sent.TooMany();
        }
        if (!keys.isEmpty()) {
            return new Sent.One(keys.getFirst().strip());
        }
        return hasScheme(authorizations)
                ? new Sent.One(
                        authorizations.getFirst().substring(SCHEME.length()).strip())
                : NOTHING_SENT;
    }

    private static boolean hasScheme(List<String> authorizations) {
        return authorizations.stream().anyMatch(field -> field.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
    }

    /** @param address the client's, in its canonical spelling */
    Tokens.Verdict verify(String key, String address) {
        var dot = key.length() - SECRET - 1;
        if (dot < 1 || dot > LONGEST_PREFIX || key.charAt(dot) != '.' || !isText(key, dot)) {
            return NOT_KNOWN;
        }
        var prefix = key.substring(0, dot);
        var secret = key.substring(dot + 1);
        return decided(store.find(prefix), secret, address);
    }

    private Tokens.Verdict decided(ApiKeyStore.Lookup lookup, String secret, String address) {
        return switch (lookup) {
            case ApiKeyStore.Lookup.Found(var key) -> checked(key, secret, address);
            case ApiKeyStore.Lookup.Unknown() -> checked(null, secret, address);
            case ApiKeyStore.Lookup.Unavailable() -> new Tokens.Verdict.Undecided(new Problem.Unavailable(5));
            case ApiKeyStore.Lookup.Asking(var asking) ->
                new Tokens.Verdict.Waiting(asking.map(found -> decided(found, secret, address)));
        };
    }

    private Tokens.Verdict checked(@Nullable ApiKey key, String secret, String address) {
        var proven = (key == null ? NOTHING : key.secret()).fits(secret);
        if (key == null || !proven) {
            return NOT_KNOWN;
        }
        if (key.isOver(clock.instant())) {
            return new Tokens.Verdict.Rejected("It has expired.");
        }
        if (!key.mayComeFrom(address)) {
            return new Tokens.Verdict.Rejected("It may not be used from this address.");
        }
        return new Tokens.Verdict.Proven(
                new Caller.Partner(ids, key.partner(), key.roles(), key.scopes(), null, key.plan(), key.prefix()));
    }

    /** Letters, digits, - and _ on both sides of the dot. */
    private static boolean isText(String key, int dot) {
        for (int i = 0; i < key.length(); i++) {
            var c = key.charAt(i);
            var fine = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!fine && i != dot) {
                return false;
            }
        }
        return true;
    }
}
