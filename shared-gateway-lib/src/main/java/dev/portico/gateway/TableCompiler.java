package dev.portico.gateway;

import dev.portico.gateway.identity.Network;
import dev.portico.gateway.identity.TrustedProxies;
import dev.portico.gateway.identity.UpstreamTokens;
import dev.portico.gateway.routing.RouteMatcher;
import dev.portico.gateway.upstream.UpstreamSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes of a table what each package needs, or says everything that is wrong with it. A pure function: start, tests and
 * checks all go through it.
 */
public final class TableCompiler {

    static final String ROW_NAME = "[A-Za-z][A-Za-z0-9_-]*";

    private static final Map<String, TrustedProxies.Field> PROXY_FIELDS = Map.of(
            "x-forwarded-for", TrustedProxies.Field.X_FORWARDED_FOR,
            "forwarded", TrustedProxies.Field.FORWARDED);

    private static final Map<String, TrustedProxies.Told> PROXY_WORDS =
            Map.of("proto", TrustedProxies.Told.SCHEME, "host", TrustedProxies.Told.HOST);

    private final GatewayTable table;
    private final Complaints complaints = new Complaints();

    private TableCompiler(GatewayTable table) {
        this.table = table;
    }

    /** @throws InvalidTable with all that is wrong */
    public static CompiledTable compile(TableFile file, TableFile.Variables variables) {
        return new TableCompiler(file.read(variables)).compiled(file.name());
    }

    private CompiledTable compiled(String file) {
        var upstreams = upstreams();
        var limits = new LimitRows(table.limits(), complaints).compiled();
        var rows = new RouteRows(table, limits, complaints).compiled();
        var plans = new PlanRows(table, limits, rows.rows(), complaints).compiled();
        var matcher = new RouteMatcher(rows.rows());
        for (var tie : matcher.ties()) {
            complaints.add(
                    "routes." + tie.other().name() + ".path",
                    tie.other().pattern(),
                    "no rule can order this row and routes." + tie.one().name() + " for " + tie.method()
                            + "; give them different paths or methods");
        }
        var apiKeys = table.identity().apiKeys();
        var issuers = new IssuerRows(table.identity().issuers(), complaints).compiled();
        var headers = new IdentityHeaderRows(table.identity().headers(), apiKeys.map(ApiKeyRows::header), complaints);
        var compiled = new CompiledTable(
                matcher,
                rows,
                plans,
                upstreams,
                issuers.verified(),
                issuers.asked(),
                apiKeys.flatMap(row -> new ApiKeyRows(row, table.plans().keySet(), complaints).compiled())
                        .orElse(null),
                trustedProxies(),
                headers.compiled(),
                upstreamToken(headers),
                CrossOriginRow.compiled(table.cors(), complaints),
                LimitRows.fields(table.rateLimitFields(), complaints),
                loadShedding(),
                new CacheRows(table, complaints).compiled());
        complaints.throwIfAny(file);
        return compiled;
    }

    private List<UpstreamSettings> upstreams() {
        var settings = new ArrayList<UpstreamSettings>();
        new TreeMap<>(table.upstreams()).forEach((name, row) -> {
            var key = "upstreams." + name;
            var instances = new ArrayList<URI>();
            for (int i = 0; i < row.urls().size(); i++) {
                complaints
                        .read(key + ".urls[" + i + "]", row.urls().get(i), TableCompiler::origin)
                        .ifPresent(instances::add);
            }
            positive(key + ".timeout", row.timeout());
            positive(key + ".connect-timeout", row.connectTimeout());
            positive(key + ".idle-timeout", row.idleTimeout());
            positive(key + ".connections", row.connections());
            if (row.queue() < 0) {
                complaints.add(key + ".queue", row.queue(), "write 0 or more calls that may wait");
            }
            settings.add(new UpstreamSettings(
                    name,
                    List.copyOf(instances),
                    row.connections(),
                    row.queue(),
                    row.connectTimeout(),
                    row.idleTimeout()));
        });
        return settings;
    }

    private Optional<UpstreamTokens.Settings> upstreamToken(IdentityHeaderRows headers) {
        return table.identity().upstreamToken().map(row -> {
            headers.checkToken(row.header().orElse(UpstreamTokenRows.FIELD));
            return new UpstreamTokenRows(row, complaints).compiled();
        });
    }

    private TrustedProxies trustedProxies() {
        var row = table.clientAddress();
        var networks = new ArrayList<Network>();
        row.trustedProxies().orElse(List.of()).forEach(text -> complaints
                .read("client-address.trusted-proxies", text, Network::parse)
                .ifPresent(networks::add));
        var told = EnumSet.noneOf(TrustedProxies.Told.class);
        row.also().orElse(List.of()).forEach(word -> complaints
                .word("client-address.also", word, PROXY_WORDS)
                .ifPresent(told::add));
        return new TrustedProxies(
                List.copyOf(networks),
                complaints
                        .word("client-address.header", row.header(), PROXY_FIELDS)
                        .orElse(TrustedProxies.Field.X_FORWARDED_FOR),
                told);
    }

    private LoadSheddingSettings loadShedding() {
        var delay = table.loadShedding().delay();
        if (delay.compareTo(Duration.ofMillis(1)) < 0 || delay.compareTo(Duration.ofSeconds(1)) > 0) {
            complaints.add("load-shedding.delay", delay, "write a duration from 1ms to 1s, such as 100ms");
        }
        return new LoadSheddingSettings(table.loadShedding().enabled(), delay);
    }

    private void positive(String key, Duration duration) {
        if (!duration.isPositive() || duration.compareTo(Duration.ofDays(1)) > 0) {
            complaints.add(key, duration, "write a duration from 1ms to 1d, such as 2s");
        }
    }

    private void positive(String key, long number) {
        if (number < 1) {
            complaints.add(key, number, "write a whole number from 1");
        }
    }

    private static boolean port(URI url) {
        return url.getPort() == -1 || url.getPort() >= 1 && url.getPort() <= 65_535;
    }

    /** The origin that an address names (RFC 6454). */
    static URI origin(String address) {
        var mend = "is no address of a service; write scheme, host and port only, such as http://orders:8080";
        try {
            var url = new URI(address);
            var path = url.getPath() == null ? "" : url.getPath();
            var scheme = url.getScheme();
            var web = "http".equals(scheme) || "https".equals(scheme);
            if (!web || url.getHost() == null || url.getUserInfo() != null || !port(url)) {
                throw new IllegalArgumentException(mend);
            }
            if (!path.isEmpty() && !path.equals("/") || url.getQuery() != null || url.getFragment() != null) {
                throw new IllegalArgumentException(mend + "; put a path into prefix of the row");
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(mend, malformed);
        }
    }
}
