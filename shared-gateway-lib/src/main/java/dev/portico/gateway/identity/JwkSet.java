package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys of a JWK set (RFC 7517) that signatures can be verified with, each for the algorithms that its kind, its curve,
 * {@code alg}, {@code use} and {@code key_ops} leave.
 *
 * @param unusable how the keys that are left out are told of in the log
 */
record JwkSet(List<VerificationKey> keys, Set<String> unusable) {

    private static final int MOST_KEYS = 100;

    /** @throws IllegalArgumentException where it is no JWK set, too long, or without any key to verify with */
    static JwkSet of(String json) {
        var keys = new ArrayList<VerificationKey>();
        var unusable = new TreeSet<String>();
        for (var jwk : parsed(json)) {
            var algorithms = algorithms(jwk);
            if (!algorithms.isEmpty() && jwk instanceof PublicJsonWebKey published) {
                var key = new VerificationKey(jwk.getKeyId(), published.getPublicKey(), algorithms);
                if (keys.stream().noneMatch(key::sameAs)) {
                    keys.add(key);
                }
            } else if (!"enc".equals(jwk.getUse())) {
                unusable.add(name(jwk));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the set holds no public key for signatures"
                    + (unusable.isEmpty() ? "" : "; not usable: " + String.join(", ", unusable)));
        }
        return new JwkSet(List.copyOf(keys), Set.copyOf(unusable));
    }

    private static List<JsonWebKey> parsed(String json) {
        try {
            var jwks = new JsonWebKeySet(json).getJsonWebKeys();
            if (jwks.size() > MOST_KEYS) {
                throw new IllegalArgumentException("the set holds more than " + MOST_KEYS + " keys");
            }
            return jwks;
        } catch (JoseException | ClassCastException malformed) {
            throw new IllegalArgumentException("the answer is no JWK set", malformed);
        }
    }

    private static Set<SignatureAlgorithm> algorithms(JsonWebKey jwk) {
        var use = jwk.getUse();
        var operations = jwk.getKeyOps();
        var forSignatures = (use == null || use.equals("sig")) && (operations == null || operations.contains("verify"));
        if (!(jwk instanceof PublicJsonWebKey published) || !forSignatures) {
            return Set.of();
        }
        var fitting = EnumSet.noneOf(SignatureAlgorithm.class);
        var named = jwk.getAlgorithm();
        for (var algorithm : FittingAlgorithms.of(published.getPublicKey())) {
            if (named == null
                    || FittingAlgorithms.isNamed(algorithm, named)
                            && FittingAlgorithms.isFor(named, published.getPublicKey())) {
                fitting.add(algorithm);
            }
        }
        return fitting;
    }

    /** Nothing of it can break out of a line of the log. */
    private static String name(JsonWebKey jwk) {
        var id = String.valueOf(jwk.getKeyId()).replaceAll("[^!-~]", "?");
        return (id.length() <= 64 ? id : id.substring(0, 64)) + " (" + jwk.getKeyType() + ")";
    }
}
