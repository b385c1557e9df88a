package dev.portico.gateway.identity;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token has to say to be believed once its signature is (RFC 7519 section 4.1, RFC 8725 section 3, RFC 9068
 * section 4). A pure decision over claims and the time.
 *
 * @param issuer the exact {@code iss}
 * @param audience where a token says whom it is for, and whom it has to name there
 * @param types the {@code typ} that are taken, in lower case and without {@code application/}; an empty text for none
 * @param claims further claims that have to be there; where values are named, one of them
 * @param leeway by how much clocks may differ
 */
public record TokenRules(
        String issuer, Audience audience, Set<String> types, Map<String, Set<String>> claims, Duration leeway) {

    /**
     * Whom tokens are for.
     *
     * @param claim {@code aud}, or another claim with issuers that write none
     * @param names one of which has to stand there
     */
    public record Audience(String claim, Set<String> names) {

        /** Where tokens say whom they are for (RFC 7519 section 4.1.3). */
        public static final String USUAL_CLAIM = "aud";
    }

    /** Those of an issuer that writes {@code aud}. */
    public TokenRules(
            String issuer, Set<String> audiences, Set<String> types, Map<String, Set<String>> claims, Duration leeway) {
        this(issuer, new Audience(Audience.USUAL_CLAIM, audiences), types, claims, leeway);
    }

    /** What issuers write on access tokens: nothing, the general type, or that of RFC 9068. */
    public static final Set<String> USUAL_TYPES = Set.of("", "jwt", "at+jwt");

    /** Beyond it numbers of JSON are no longer read alike everywhere (RFC 8259 section 6). */
    private static final double LATEST = 1L << 53;

    /** Claims of tokens that are for the client itself (OpenID Connect Core section 3.3.2.11) or tell of events (RFC 8417). */
    private static final List<String> OF_OTHER_TOKENS = List.of("at_hash", "c_hash", "s_hash", "events");

    /** What Keycloak writes on other tokens. */
    private static final Set<String> OTHER_TYPES = Set.of("ID", "Refresh", "Offline", "Logout", "DPoP");

    /** What issuers write in {@code token_use} on access tokens, in lower case. */
    private static final Set<String> ACCESS = Set.of("access", "access_token");

    /**
     * What issuers write in {@code token_type} on what a bearer may use, in lower case (RFC 6749 section 7.1, RFC 8693
     * section 2.2.1).
     */
    private static final Set<String> OF_BEARERS = Set.of("bearer", "access", "access_token", "jwt", "at+jwt", "n_a");

    /** Why a token is not believed, as a sentence for its bearer; empty where it is. */
    Optional<String> objection(String type, Json claims, long nowSecond) {
        if (!types.contains(type)) {
            return Optional.of("Its typ is none of an access token.");
        }
        if (!issuer.equals(claims.text("iss"))) {
            return Optional.of("Its issuer is another one.");
        }
        if (!claims.has("exp")) {
            return Optional.of("It does not say when it expires.");
        }
        return objectionToContent(claims, nowSecond);
    }

    /**
     * Why a token is not believed of which its issuer was asked: the issuer need not name itself, nor say when it
     * expires (RFC 7662 section 2.2).
     */
    Optional<String> objectionToAnswer(Json answer, long nowSecond) {
        if (answer.has("iss") && !issuer.equals(answer.text("iss"))) {
            return Optional.of("Its issuer is another one.");
        }
        return objectionToContent(answer, nowSecond);
    }

    private Optional<String> objectionToContent(Json claims, long nowSecond) {
        return meantForHere(claims)
                .or(() -> inTime(claims, nowSecond))
                .or(() -> ofItsKind(claims))
                .or(() -> holdingAll(claims));
    }

    /** The second from which a token is no longer believed; only for one without objection. */
    long endsAtSecond(Json claims) {
        return (long) claims.number("exp").orElse(0) + leeway.toSeconds();
    }

    private Optional<String> meantForHere(Json claims) {
        var named = claims.texts(audience.claim()).orElse(List.of());
        return Collections.disjoint(named, audience.names())
                ? Optional.of("It is not meant for this audience.")
                : Optional.empty();
    }

    private Optional<String> inTime(Json claims, long nowSecond) {
        for (var name : List.of("exp", "nbf", "iat")) {
            var time = claims.number(name);
            if (claims.has(name) && (time.isEmpty() || time.getAsDouble() < 0 || time.getAsDouble() > LATEST)) {
                return Optional.of("Its " + name + " is no time.");
            }
        }
        if (nowSecond >= claims.number("exp").orElse(LATEST) + leeway.toSeconds()) {
            return Optional.of("It has expired.");
        }
        var earliest =
                Math.max(claims.number("nbf").orElse(0), claims.number("iat").orElse(0));
        return nowSecond + leeway.toSeconds() < earliest ? Optional.of("It is not valid yet.") : Optional.empty();
    }

    private static Optional<String> ofItsKind(Json claims) {
        if (OF_OTHER_TOKENS.stream().anyMatch(claims::has)
                || claims.holdsOneOf("typ", OTHER_TYPES)
                || saysAnythingBut(ACCESS, claims, "token_use")
                || saysAnythingBut(OF_BEARERS, claims, "token_type")) {
            return Optional.of("It is no access token.");
        }
        // A bearer proves no possession of the key, so whoever found the token could use it (RFC 7800, RFC 9449 section
        // 7.1).
        return claims.says("cnf")
                ? Optional.of("It is bound to a key, which a bearer does not show.")
                : Optional.empty();
    }

    private static boolean saysAnythingBut(Set<String> taken, Json claims, String name) {
        var said = claims.text(name);
        return claims.says(name) && (said == null || !taken.contains(said.toLowerCase(Locale.ROOT)));
    }

    private Optional<String> holdingAll(Json held) {
        return claims.entrySet().stream()
                .filter(wanted -> wanted.getValue().isEmpty()
                        ? !held.says(wanted.getKey())
                        : !held.holdsOneOf(wanted.getKey(), wanted.getValue()))
                .findFirst()
                .map(missing -> "It lacks a claim that is needed here.");
    }
}
