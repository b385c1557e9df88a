package dev.portico.gateway.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The issuers of the table, found by what a token claims as its {@code iss}. */
public final class Issuers {

    private final Map<String, Issuer> byIssuer;

    public Issuers(List<Issuer> issuers) {
        this.byIssuer = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(issuer -> issuer.rules().issuer(), Function.identity()));
    }

    /** The issuers without keys to verify with, so far or any more; their tokens are answered with 503. */
    public List<String> withoutKeys() {
        return byIssuer.values().stream()
                .filter(issuer -> !issuer.keys().ready())
                .map(Issuer::name)
                .sorted()
                .toList();
    }

    Optional<Issuer> of(String claimed) {
        return Optional.ofNullable(byIssuer.get(claimed));
    }
}
