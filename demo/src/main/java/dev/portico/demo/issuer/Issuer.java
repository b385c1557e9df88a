package dev.portico.demo.issuer;

import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.Endpoint;
import dev.portico.demo.wire.Endpoints;
import dev.portico.demo.wire.Inbound;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Issues RS256 tokens for the demo's callers: good ones and, for trying refusals, odd ones. */
public final class Issuer {

    private static final long HOUR = 3600;
    private static final long FURTHEST = 10L * 365 * 24 * HOUR;

    /** People's tokens are for the apps that people use, a program's for the one that programs use, and for no other. */
    private static final List<String> FOR_PEOPLE = List.of("portico-web", "portico-mobile");

    private static final Map<String, Map<String, Object>> CALLERS = Map.of(
            "customer", Map.of("aud", FOR_PEOPLE, "sub", "u-1001", "groups", List.of("customer")),
            "admin", Map.of("aud", FOR_PEOPLE, "sub", "u-0001", "groups", List.of("admin", "customer")),
            "partner",
                    Map.of(
                            "aud",
                            "portico-partner",
                            "sub",
                            "partner-1",
                            "groups",
                            List.of("partner"),
                            "scope",
                            "orders:read orders:write products:read"));

    private final InstantSource clock;
    private final Supplier<String> url;

    private volatile SigningKey key = newKey();
    private @Nullable SigningKey foreignKey;

    /** {@code url} is asked when a token is made, because the port is not known before. */
    public Issuer(InstantSource clock, Supplier<String> url) {
        this.clock = clock;
        this.url = url;
    }

    public Endpoints endpoints() {
        return Endpoints.of(
                Endpoint.get("/.well-known/jwks.json", in -> Answer.json(200, keySet())),
                Endpoint.get("/.well-known/openid-configuration", in -> Answer.json(200, metadata())),
                Endpoint.get("/token/{caller}", this::issue));
    }

    /** The {@code iss} claim of the tokens. */
    public String url() {
        return url.get();
    }

    /** A good token of {@code customer}, {@code admin} or {@code partner}, valid for an hour. */
    public String token(String caller) {
        return sign(claims(caller));
    }

    /** The claims of a good token, to change before {@link #sign}; a copy at each call. */
    public Map<String, Object> claims(String caller) {
        var ofCaller = Objects.requireNonNull(CALLERS.get(caller), () -> "no such caller: " + caller);
        var now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", url());
        claims.put("iat", now);
        claims.put("exp", now + HOUR);
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(ofCaller);
        return claims;
    }

    /** Signs exactly these claims, whatever they say. */
    public String sign(Map<String, ?> claims) {
        return key.sign(claims);
    }

    /** Signs with another key under the published key's id, so that the signature does not verify. */
    public synchronized String signWithForeignKey(Map<String, ?> claims) {
        if (foreignKey == null || !foreignKey.id().equals(key.id())) {
            foreignKey = SigningKey.generate(key.id());
        }
        return foreignKey.sign(claims);
    }

    /** Replaces the key: tokens signed so far no longer verify against the published set. */
    public void rotateKey() {
        key = newKey();
    }

    private static SigningKey newKey() {
        return SigningKey.generate("demo-" + UUID.randomUUID());
    }

    private JsonObject keySet() {
        return new JsonObject().put("keys", new JsonArray().add(key.published()));
    }

    private JsonObject metadata() {
        return new JsonObject()
                .put("issuer", url())
                .put("jwks_uri", url() + "/.well-known/jwks.json")
                .put("id_token_signing_alg_values_supported", List.of("RS256"))
                .put("response_types_supported", List.of("token"))
                .put("subject_types_supported", List.of("public"));
    }

    private Answer issue(Inbound in) {
        var caller = in.segment("caller");
        if (!CALLERS.containsKey(caller)) {
            return Answer.notFound("caller", caller);
        }
        long ttl;
        try {
            ttl = Long.parseLong(in.query("ttl").orElse(Long.toString(HOUR)));
        } catch (NumberFormatException notANumber) {
            ttl = Long.MAX_VALUE;
        }
        if (ttl > FURTHEST || ttl < -FURTHEST) {
            return Answer.problem(400, "ttl is a number of seconds of at most ten years; it may be negative.");
        }
        var claims = claims(caller);
        claims.put("exp", clock.instant().getEpochSecond() + ttl);
        for (var name : List.of("iss", "aud", "sub", "scope")) {
            in.query(name).ifPresent(value -> claims.put(name, value));
        }
        in.query("roles").ifPresent(roles -> claims.put("groups", roles(roles)));
        var token = in.query("key").filter("foreign"::equals).isPresent() ? signWithForeignKey(claims) : sign(claims);
        return Answer.json(
                        200,
                        new JsonObject()
                                .put("access_token", token)
                                .put("token_type", "Bearer")
                                .put("expires_in", ttl))
                .with("Cache-Control", "no-store");
    }

    private static List<String> roles(String commaSeparated) {
        return commaSeparated.isBlank() ? List.of() : List.of(commaSeparated.split(","));
    }
}
