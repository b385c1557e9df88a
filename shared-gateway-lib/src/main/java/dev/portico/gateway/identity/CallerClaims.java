package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.Caller;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer's tokens say who is calling and what they may do.
 *
 * @param ids whose ids its subjects are: its own name, or one that it shares with others that know the same callers
 * @param callers whom its tokens speak for
 * @param subject the claim with the caller's id
 * @param roles where roles are, each a claim or a path of claims with slashes; what is found at all of them counts
 * @param scopes the claim with the scopes: a list, or words separated by spaces
 */
public record CallerClaims(String ids, Callers callers, String subject, List<String> roles, String scopes) {

    /** Whom the tokens of an issuer speak for. */
    public enum Callers {
        USERS,
        PARTNERS
    }

    /** What the bearer of a token is told that proves nobody. */
    static final String NO_CALLER = "Its subject is missing or not 1 to 255 characters that can be told apart.";

    private static final Logger LOG = Logger.getLogger(CallerClaims.class);
    private static final int LONGEST_SUBJECT = 255;

    /** Empty where the token does not say who is calling, or not so that it can stand in a line of a log. */
    Optional<Caller> caller(String token, Json claims) {
        var id = claims.text(subject);
        if (!sound(claims.text("sub")) || id == null || !sound(id)) {
            return Optional.empty();
        }
        var found = new LinkedHashSet<String>();
        roles.forEach(place -> found.addAll(claims.words(path(claims, place))));
        var held = Set.copyOf(found);
        var scope = claims.words(List.of(scopes));
        return principal(id, token, claims, held).map(principal -> switch (callers) {
            case USERS -> new Caller.User(ids, id, held, scope, principal);
            case PARTNERS -> new Caller.Partner(ids, id, held, scope, principal);
        });
    }

    private static Optional<JsonWebToken> principal(String id, String token, Json claims, Set<String> roles) {
        try {
            var parsed = JwtClaims.parse(claims.written());
            parsed.setStringListClaim(Claims.groups.name(), List.copyOf(roles));
            return Optional.of(new ProvenToken(id, token, parsed));
        } catch (InvalidJwtException | RuntimeException unreadable) {
            LOG.debug("The claims of a verified token could not be read", unreadable);
            return Optional.empty();
        }
    }

    /** A claim's own name may have slashes too, such as a URL; so may a name between double quotes in a path. */
    private static List<String> path(Json claims, String place) {
        if (claims.has(place)) {
            return List.of(place);
        }
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < place.length(); i++) {
            var c = place.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '/' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    private static boolean sound(@Nullable String subject) {
        return subject != null
                && !subject.isEmpty()
                && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                && subject.codePoints().allMatch(CallerClaims::sound);
    }

    /** What ends a line would forge another one in a log; half of a surrogate pair has no UTF-8, so all halves would read alike. */
    private static boolean sound(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }

    /** The verified token, which goes by the id that its caller is known by everywhere else, whatever names it holds. */
    private static final class ProvenToken extends DefaultJWTCallerPrincipal {
        private final String id;

        ProvenToken(String id, String token, JwtClaims claims) {
            super(token, "JWT", claims);
            this.id = id;
        }

        @Override
        public String getName() {
            return id;
        }
    }
}
