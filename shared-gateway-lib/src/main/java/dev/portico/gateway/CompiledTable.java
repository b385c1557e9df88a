package dev.portico.gateway;

import dev.portico.gateway.admission.Importance;
import dev.portico.gateway.admission.Plans;
import dev.portico.gateway.admission.RateLimitFields;
import dev.portico.gateway.admission.RowLimits;
import dev.portico.gateway.browser.Cors;
import dev.portico.gateway.exchange.Route;
import dev.portico.gateway.identity.Access;
import dev.portico.gateway.identity.OutboundIdentity;
import dev.portico.gateway.identity.TrustedProxies;
import dev.portico.gateway.identity.UpstreamTokens;
import dev.portico.gateway.routing.RouteMatcher;
import dev.portico.gateway.upstream.UpstreamSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that has been found valid, as each package needs it. Lists that end in {@code ByRoute} are indexed by
 * {@link Route#number()}; their first element belongs to {@link Route#UNMATCHED}.
 *
 * @param apiKeys null where the table has none
 */
public record CompiledTable(
        RouteMatcher matcher,
        Rows rows,
        Plans.Settings plans,
        List<UpstreamSettings> upstreams,
        List<IssuerSettings> issuers,
        Optional<IntrospectionSettings> introspection,
        @Nullable ApiKeySettings apiKeys,
        TrustedProxies trustedProxies,
        OutboundIdentity.Names identityHeaders,
        Optional<UpstreamTokens.Settings> upstreamToken,
        Cors cors,
        RateLimitFields rateLimitFields,
        LoadSheddingSettings loadShedding,
        CacheSettings cache) {

    /** The columns of the routes. */
    public record Rows(
            List<RouteMatcher.Row> rows,
            List<Access> accessByRoute,
            List<RowLimits> limitsByRoute,
            List<Importance> importanceByRoute,
            List<Destination> destinationByRoute,
            List<Long> bodyLimitByRoute) {

        /** The limits of each row that need, or need not, know who is calling. */
        public List<RowLimits> limitsByRoute(boolean byCaller) {
            return limitsByRoute.stream().map(row -> part(row, byCaller)).toList();
        }

        private static RowLimits part(RowLimits row, boolean byCaller) {
            var limits = row.limits().stream()
                    .filter(limit -> limit.byCaller() == byCaller)
                    .toList();
            return new RowLimits(limits, row.cost());
        }
    }
}
