package dev.portico.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.gateway.exchange.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Tells upstreams who is calling by a short-lived token of the gateway's own (RFC 7519), so that an upstream need not trust
 * its network: it verifies the token with the published key. A token is for one upstream and of no use at another one. It is made once for
 * a caller and an upstream, and serves for half its life, so that most calls cost no signature.
 */
public final class UpstreamTokens {

    /** Says in the header what kind of token it is, so that it is never taken for another one (RFC 8725 section 3.11). */
    public static final String TYPE = "portico-identity+jwt";

    /**
     * What the table says of them.
     *
     * @param field the header field that carries the token
     * @param issuer their {@code iss}
     * @param lifetime how long each is good
     * @param besideFields whether the plain fields are written too
     * @param published further keys to verify with: one that is to be signed with, or that was until lately
     */
    public record Settings(
            String field,
            String issuer,
            Duration lifetime,
            boolean besideFields,
            Optional<SigningKey> key,
            List<PublicSigningKey> published) {}

    private static final int MOST = 10_000;

    /** What a token says; equal ones share it. */
    private record Told(String caller, Set<String> roles, Set<String> scopes, String upstream) {}

    private record Made(String token, long servesUntilSecond) {}

    private final Settings settings;
    private final SigningKey key;
    private final PublicSigningKey verifying;
    private final InstantSource clock;
    private final Cache<Told, Made> made =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** Makes a key where the table has none. */
    public UpstreamTokens(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.key = settings.key().orElseGet(SigningKey::generated);
        this.verifying = key.verifying();
    }

    Settings settings() {
        return settings;
    }

    /** The JWK set to verify the tokens with (RFC 7517): the key that signs, then the further ones. */
    public String published() {
        return new JsonWebKeySet(Stream.concat(Stream.of(verifying), settings.published().stream())
                        .distinct()
                        .map(PublicSigningKey::jwk)
                        .toList())
                .toJson();
    }

    /** The token that tells an upstream of a caller; nothing of nobody. */
    Optional<String> token(Caller caller, String upstream) {
        return switch (caller) {
            case Caller.Anonymous() -> Optional.empty();
            case Caller.User user -> Optional.of(token(user, "user", user.issuer(), user.subject(), upstream));
            case Caller.Partner partner ->
                Optional.of(token(partner, "partner", partner.issuer(), partner.id(), upstream));
        };
    }

    private String token(Caller caller, String kind, String issuer, String id, String upstream) {
        var told = new Told(caller.key(), caller.roles(), caller.scopes(), upstream);
        var now = clock.instant().getEpochSecond();
        var known = made.getIfPresent(told);
        if (known != null && now < known.servesUntilSecond) {
            return known.token;
        }
        var claims = new JwtClaims();
        claims.setIssuer(settings.issuer());
        claims.setAudience(upstream);
        claims.setSubject(id);
        claims.setStringClaim("sub_issuer", issuer);
        claims.setStringClaim("caller", kind);
        claims.setStringListClaim("roles", caller.roles().stream().sorted().toList());
        claims.setStringClaim("scope", scope(caller.scopes()));
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now + settings.lifetime().toSeconds()));
        var token = signed(claims);
        made.put(told, new Made(token, now + settings.lifetime().toSeconds() / 2));
        return token;
    }

    /** The claim separates by spaces, so what holds one would read as two; it is left out, as of the plain field. */
    private static String scope(Set<String> scopes) {
        return scopes.stream().filter(UpstreamTokens::isOneWord).sorted().collect(Collectors.joining(" "));
    }

    private static boolean isOneWord(String scope) {
        return !scope.isEmpty() && scope.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private String signed(JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setHeader("typ", TYPE);
        signature.setKeyIdHeaderValue(verifying.id());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setPayload(claims.toJson());
        signature.setKey(key.pair().getPrivate());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException notSigned) {
            throw new IllegalStateException("what upstreams are told could not be signed", notSigned);
        }
    }
}
