package dev.portico.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code gateway.yaml} as it is written. {@code docs/gateway-yaml.md} explains each key; {@link TableFile} reads it. It is
 * mapped from that one file only and never injected.
 */
@ConfigMapping(prefix = "gateway")
public interface GatewayTable {

    Map<String, UpstreamRow> upstreams();

    Map<String, LimitRow> limits();

    Map<String, RouteRow> routes();

    @WithDefault("standard")
    Set<String> rateLimitFields();

    Map<String, PlanRow> plans();

    @WithDefault("UTC")
    String quotaZone();

    Identity identity();

    ClientAddress clientAddress();

    CrossOrigin cors();

    LoadShedding loadShedding();

    CacheRow.Memory cache();

    /** A service behind the gateway. */
    interface UpstreamRow {
        List<String> urls();

        @WithDefault("5s")
        Duration timeout();

        @WithDefault("2s")
        Duration connectTimeout();

        @WithDefault("60s")
        Duration idleTimeout();

        @WithDefault("20")
        int connections();

        @WithDefault("200")
        int queue();

        CacheRow cache();
    }

    /** A path, who may use it, and where it goes. */
    interface RouteRow {
        String path();

        Optional<Set<String>> methods();

        Optional<String> to();

        Optional<String> strip();

        Optional<String> prefix();

        AccessRule access();

        Optional<List<String>> limits();

        @WithDefault("1")
        long cost();

        @WithDefault("normal")
        String importance();

        Optional<Boolean> metered();

        Optional<Duration> timeout();

        @WithDefault("1M")
        MemorySize bodyLimit();

        @WithDefault("refuse")
        String badToken();

        Optional<Boolean> forwardToken();

        RequestRules request();

        ResponseRules response();

        CacheRow cache();
    }

    /** What is changed of a request on its way to the upstream. */
    interface RequestRules {
        NamedRules headers();

        NamedRules query();

        BodyRules body();
    }

    /** What is changed of an answer on its way to the client. */
    interface ResponseRules {
        NamedRules headers();

        AnswerBodyRules body();
    }

    /** What the client gets of a JSON body. */
    interface AnswerBodyRules {
        Optional<List<String>> allow();
    }

    /** What is changed of header fields, or of parameters of a query. */
    interface NamedRules {
        Map<String, String> rename();

        Optional<List<String>> remove();

        Map<String, String> set();

        Map<String, String> add();
    }

    /** What is changed of a JSON body. */
    interface BodyRules {
        Optional<List<String>> allow();

        Optional<List<String>> remove();

        Map<String, String> set();
    }

    /** A word, or roles and scopes. */
    interface AccessRule {
        @WithParentName
        Optional<String> word();

        WantedRule roles();

        WantedRule scopes();
    }

    /** A list, or what any and what all of is needed. */
    interface WantedRule {
        @WithParentName
        Optional<Set<String>> list();

        Optional<Set<String>> any();

        Optional<Set<String>> all();
    }

    /** Whose tokens are believed, and what upstreams are told of the caller. */
    interface Identity {
        Map<String, IssuerRow> issuers();

        HeaderNames headers();

        Optional<UpstreamTokenRow> upstreamToken();

        Optional<ApiKeysRow> apiKeys();
    }

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

    /** Which proxies in front of the gateway are believed. */
    interface ClientAddress {
        Optional<List<String>> trustedProxies();

        @WithDefault("x-forwarded-for")
        String header();

        Optional<List<String>> also();
    }

    /** Which pages of other origins may read answers. */
    interface CrossOrigin {
        Optional<Set<String>> origins();

        Optional<Set<String>> headers();

        Optional<Set<String>> exposed();

        @WithDefault("false")
        boolean credentials();

        @WithDefault("10m")
        Duration maxAge();
    }
}
