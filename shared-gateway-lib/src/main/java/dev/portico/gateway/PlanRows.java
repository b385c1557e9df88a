package dev.portico.gateway;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Plan;
import dev.portico.gateway.admission.Plans;
import dev.portico.gateway.routing.RouteMatcher;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles the plans of a table. */
final class PlanRows {

    private static final String ZONE = "quota-zone";

    /** Long ones would be an API key's or a token's no more. */
    private static final int LONGEST_NAME = 64;

    private final GatewayTable table;
    private final Map<String, Limit> limits;
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Complaints complaints;

    PlanRows(GatewayTable table, Map<String, Limit> limits, List<RouteMatcher.Row> rows, Complaints complaints) {
        this.table = table;
        this.limits = limits;
        this.complaints = complaints;
        rows.forEach(row -> numbers.put(row.route().name(), row.route().number()));
    }

    Plans.Settings compiled() {
        var unmetered = unmetered();
        var zone = complaints.read(ZONE, table.quotaZone(), PlanRows::zone).orElse(ZoneOffset.UTC);
        var plans = new ArrayList<Plan>();
        var defaults = new TreeSet<String>();
        Plan forThoseWithout = null;
        for (var row : new TreeMap<>(table.plans()).entrySet()) {
            var plan = plan(row.getKey(), row.getValue(), zone, unmetered);
            plans.add(plan);
            if (row.getValue().forThoseWithout()) {
                defaults.add(row.getKey());
                forThoseWithout = plan;
            }
        }
        if (defaults.size() > 1) {
            complaints.missing(
                    "plans." + defaults.last() + ".default",
                    "there is one plan for partners who name none, and plans." + defaults.first()
                            + " is it already; keep one");
        }
        var numbered = new HashSet<Integer>();
        unmetered.forEach(name -> numbered.add(numbers.getOrDefault(name, 0)));
        return new Plans.Settings(List.copyOf(plans), forThoseWithout, Set.copyOf(numbered));
    }

    private Set<String> unmetered() {
        var unmetered = new TreeSet<String>();
        table.routes().forEach((name, row) -> row.metered().ifPresent(metered -> {
            if (table.plans().isEmpty()) {
                complaints.add(
                        "routes." + name + ".metered", metered, "means something only with plans; add some or remove it");
            } else if (!metered) {
                unmetered.add(name);
            }
        }));
        return unmetered;
    }

    /** A region, which knows its days of 23 and 25 hours, or UTC; an offset of a few hours is never what is meant. */
    private static ZoneId zone(String name) {
        var mend = "is no time zone; write a region such as Europe/Berlin, or UTC";
        if (!name.equals("UTC") && !name.contains("/")) {
            throw new IllegalArgumentException(mend);
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(mend, unknown);
        }
    }

    private Plan plan(String name, PlanRow row, ZoneId zone, Set<String> unmetered) {
        var key = "plans." + name;
        if (!name.matches(TableCompiler.ROW_NAME) || name.length() > LONGEST_NAME) {
            complaints.missing(key, "API keys and tokens name a plan; write letters, digits, - and _, 64 at most");
        }
        var included = routes(key, row, unmetered);
        var counted = limits(key, row);
        var quotas = quotas(key + ".quotas", row.quotas(), zone);
        counted.forEach(limit -> checkCosts(key + ".limits", limit, included));
        quotas.forEach(quota -> checkCosts(key + ".quotas." + periodOf(quota), quota, included));
        var routes = new HashSet<Integer>();
        included.forEach(route -> Optional.ofNullable(numbers.get(route)).ifPresent(routes::add));
        return new Plan(name, counted, quotas, routes);
    }

    private static String periodOf(Limit quota) {
        return quota.name().substring(Plan.QUOTA.length());
    }

    private Set<String> routes(String key, PlanRow row, Set<String> unmetered) {
        if (row.routes().isEmpty()) {
            var all = new TreeSet<>(table.routes().keySet());
            all.removeAll(unmetered);
            return all;
        }
        var routes = new TreeSet<String>();
        for (var name : row.routes().get()) {
            if (!table.routes().containsKey(name)) {
                complaints.add(
                        key + ".routes",
                        name,
                        "there is no such row; "
                                + Complaints.oneOfRows(table.routes().keySet(), "routes"));
            } else if (unmetered.contains(name)) {
                complaints.add(
                        key + ".routes", name, "is open to each plan, for routes." + name + ".metered is false; remove it");
            } else {
                routes.add(name);
            }
        }
        return routes;
    }

    private List<Limit> limits(String key, PlanRow row) {
        var found = new ArrayList<Limit>();
        for (var name : row.limits().orElse(List.of())) {
            var limit = limits.get(name);
            if (limit != null) {
                checkKey(key + ".limits", limit);
                found.add(limit);
            } else if (!table.limits().containsKey(name)) {
                complaints.add(
                        key + ".limits",
                        name,
                        "there is no such limit; "
                                + Complaints.oneOfRows(table.limits().keySet(), "limits"));
            }
        }
        return found;
    }

    private void checkKey(String key, Limit limit) {
        if (!limit.byCaller() || limit.per().contains(new KeyPart.Route())) {
            complaints.add(
                    key,
                    limit.name(),
                    "counts by " + (limit.byCaller() ? "row" : "address")
                            + ", and a plan is a partner's over all rows; write a limit per: [partner], or name this one in a"
                            + " row");
        }
    }

    private List<Limit> quotas(String key, PlanRow.QuotaRow row, ZoneId zone) {
        var quotas = new ArrayList<Limit>();
        var away = complaints
                .word(key + ".when-redis-is-away", row.whenRedisIsAway(), LimitRows.WHEN_AWAY)
                .orElse(Limit.WhenAway.MEMORY);
        row.day().ifPresent(permits -> quotas.add(quota(key, permits, Algorithm.Period.DAY, zone, away)));
        row.month().ifPresent(permits -> quotas.add(quota(key, permits, Algorithm.Period.MONTH, zone, away)));
        return quotas;
    }

    private Limit quota(String key, long permits, Algorithm.Period period, ZoneId zone, Limit.WhenAway away) {
        var name = period.word();
        if (permits < 1 || permits > Limit.MOST_PERMITS) {
            complaints.add(key + "." + name, permits, "write a whole number from 1 to " + Limit.MOST_PERMITS);
        }
        return new Limit(
                Plan.QUOTA + name,
                new Algorithm.Calendar(permits, period, zone),
                List.of(new KeyPart.Partner()),
                away);
    }

    /** A row that costs more than ever is there could never be used. */
    private void checkCosts(String key, Limit limit, Set<String> routes) {
        for (var route : routes) {
            var cost = table.routes().get(route).cost();
            if (cost > limit.algorithm().most()) {
                complaints.add(
                        key,
                        limit.algorithm().most(),
                        "is less than routes." + route + ".cost, which is " + cost + "; write more, or leave the row out");
            }
        }
    }
}
