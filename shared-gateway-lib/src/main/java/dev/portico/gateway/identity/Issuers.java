package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.security.Key;
import java.security.PublicKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** The issuers of the table, and the check of one token against one of them and one key. */
public final class Issuers {

    private static final Logger LOG = Logger.getLogger(Issuers.class);
    private static final int LONGEST_SUBJECT = 255;

    /** What the check says. */
    sealed interface Checked {}

    record Good(Caller caller, long expiresAtSecond) implements Checked {}

    record Bad(String why) implements Checked {}

    private final Map<String, Issuer> byIssuer;
    private final DefaultJWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();

    public Issuers(List<Issuer> issuers) {
        this.byIssuer = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::issuer, Function.identity()));
    }

    /** The issuers whose keys are not here yet; their tokens are answered with 503. */
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

    Checked check(Issuer issuer, Key key, String token) {
        try {
            var verified = verifier.parse(token, rules(issuer, key));
            var subject = verified.getSubject();
            if (subject == null || !soundSubject(subject)) {
                return new Bad("Its subject is missing or not 1 to 255 printable ASCII characters.");
            }
            return new Good(caller(issuer, subject, verified), verified.getExpirationTime());
        } catch (ParseException | RuntimeException refused) {
            LOG.debugf(refused, "A token of issuer %s was refused", issuer.name());
            return new Bad("It is expired, not meant for this audience, or not signed by its issuer.");
        }
    }

    private static JWTAuthContextInfo rules(Issuer issuer, Key key) {
        var rules = new JWTAuthContextInfo();
        rules.setIssuedBy(issuer.issuer());
        rules.setExpectedAudience(issuer.audiences());
        rules.setSignatureAlgorithm(issuer.algorithms());
        rules.setClockSkew((int) issuer.leeway().toSeconds());
        // Otherwise a token without iat would be refused, which RFC 7519 does not ask for.
        rules.setMaxTimeToLiveSecs(0L);
        rules.setRequiredClaims(Set.of("iss", "sub", "aud", "exp"));
        issuer.rolesPath().ifPresent(rules::setGroupsPath);
        switch (key) {
            case PublicKey publicKey -> rules.setPublicVerificationKey(publicKey);
            case SecretKey secret -> rules.setSecretVerificationKey(secret);
            default -> throw new IllegalArgumentException("no verification key: " + key.getAlgorithm());
        }
        return rules;
    }

    private static Caller caller(Issuer issuer, String subject, JsonWebToken token) {
        var groups = token.getGroups();
        var roles = groups == null ? Set.<String>of() : Set.copyOf(groups);
        var scopes = words(token.getClaim(issuer.scopesClaim()));
        return switch (issuer.callers()) {
            case USERS -> new Caller.User(issuer.ids(), subject, roles, scopes, token);
            case PARTNERS -> new Caller.Partner(issuer.ids(), subject, roles, scopes, token);
        };
    }

    private static Set<String> words(Object claim) {
        return switch (claim) {
            case null -> Set.of();
            case String text ->
                text.isBlank() ? Set.of() : Set.copyOf(List.of(text.strip().split(" +")));
            case JsonArray array ->
                array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(word -> ((JsonString) word).getString())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            default -> Set.of();
        };
    }

    private static boolean soundSubject(String subject) {
        return !subject.isEmpty()
                && subject.length() <= LONGEST_SUBJECT
                && subject.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
