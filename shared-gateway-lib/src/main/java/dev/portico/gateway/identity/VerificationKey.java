package dev.portico.gateway.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.security.Key;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that signatures are verified with, and the algorithms that it is for. It knows whether its issuer has taken it
 * back, so that what was verified with it can be forgotten at once.
 */
final class VerificationKey {

    private final @Nullable String id;
    private final Key key;
    private final Set<SignatureAlgorithm> algorithms;
    private volatile boolean withdrawn;

    /** @param algorithms those that {@link FittingAlgorithms} finds, or fewer of them */
    VerificationKey(@Nullable String id, Key key, Set<SignatureAlgorithm> algorithms) {
        this.id = id;
        this.key = key;
        this.algorithms = Set.copyOf(algorithms);
    }

    @Nullable
    String id() {
        return id;
    }

    Key key() {
        return key;
    }

    boolean fits(SignatureAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    boolean withdrawn() {
        return withdrawn;
    }

    void withdraw() {
        withdrawn = true;
    }

    boolean sameAs(VerificationKey other) {
        return Objects.equals(id, other.id) && algorithms.equals(other.algorithms) && key.equals(other.key);
    }
}
