package dev.portico.gateway;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code identity} of {@link GatewayTable}: whose tokens are believed, and what upstreams are told of the caller. */
public interface IdentityTable {

    Map<String, IssuerRow> issuers();

    HeaderNames headers();

    Optional<UpstreamTokenRow> upstreamToken();

    Optional<ApiKeysRow> apiKeys();

    /** What proves partners besides tokens. Has no defaults here: with one, the section would always be there. */
    interface ApiKeysRow {
        Optional<String> header();

        Optional<String> ids();

        Map<String, ApiKeyRow> keys();

        Optional<String> file();

        Optional<String> store();

        Optional<String> whenRedisIsAway();

        Optional<Duration> rememberedFor();
    }

    /** An API key, without its secret. */
    interface ApiKeyRow {
        String partner();

        String hash();

        Optional<String> plan();

        Optional<Set<String>> scopes();

        Optional<Set<String>> roles();

        Optional<String> expires();

        Optional<List<String>> addresses();
    }

    /** The token that tells upstreams who is calling. A default in here would be taken for a token that is wanted. */
    interface UpstreamTokenRow {
        String issuer();

        Optional<String> key();

        Optional<List<String>> published();

        Optional<String> header();

        Optional<Duration> lifetime();

        Optional<Boolean> besideHeaders();
    }

    /** Somebody whose tokens are believed. */
    interface IssuerRow {
        String issuer();

        Optional<String> ids();

        Set<String> audience();

        @WithDefault("aud")
        String audienceClaim();

        Optional<String> jwks();

        Optional<String> discovery();

        Optional<String> publicKey();

        Optional<String> secret();

        Optional<Set<String>> algorithms();

        @WithDefault("30s")
        Duration leeway();

        @WithDefault("24h")
        Duration keysKept();

        Optional<Set<String>> type();

        Map<String, Set<String>> claims();

        @WithDefault("sub")
        String user();

        Optional<List<String>> roles();

        @WithDefault("scope")
        String scopes();

        @WithDefault("users")
        String callers();

        Optional<String> plan();

        @WithDefault("false")
        boolean plainHttp();

        Optional<IntrospectionRow> introspection();
    }

    /** Where an issuer is asked about tokens that say nothing themselves. A default in here would be taken for a wish to. */
    interface IntrospectionRow {
        String url();

        String clientId();

        String clientSecret();

        Optional<Duration> kept();
    }

    /** The names of the header fields that tell upstreams who is calling. */
    interface HeaderNames {
        @WithDefault("X-User-Id")
        String user();

        @WithDefault("X-Partner-Id")
        String partner();

        @WithDefault("X-User-Issuer")
        String issuer();

        @WithDefault("X-User-Role")
        String roles();

        @WithDefault("X-User-Scope")
        String scopes();

        Optional<List<String>> drop();
    }
}
