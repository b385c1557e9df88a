package dev.portico.gateway;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Plan;
import dev.portico.gateway.admission.Plans;
import dev.portico.gateway.routing.RouteMatcher;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
                        "routes." + name + ".metered",
                        metered,
                        "means something only with plans; add some or remove it");
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
        var quotas = quotas(name, row.quotas(), zone);
        counted.forEach(limit -> checkCosts(key + ".limits", limit.name(), limit, included));
        quotas.forEach(quota -> checkCosts(key + ".quotas", quota.algorithm().most(), quota, included));
        var routes = new HashSet<Integer>();
        included.forEach(route -> Optional.ofNullable(numbers.get(route)).ifPresent(routes::add));
        return new Plan(name, counted, quotas, routes);
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
                        key + ".routes",
                        name,
                        "is open to each plan, for routes." + name + ".metered is false; remove it");
            } else {
                routes.add(name);
            }
        }
        return routes;
    }

    private List<Limit> limits(String key, PlanRow row) {
        var found = new ArrayList<Limit>();
        for (var name : new LinkedHashSet<>(row.limits().orElse(List.of()))) {
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

    private List<Limit> quotas(String plan, PlanRow.QuotaRow row, ZoneId zone) {
        var key = "plans." + plan + ".quotas";
        var away = complaints
                .word(key + ".when-redis-is-away", row.whenRedisIsAway(), LimitRows.WHEN_AWAY)
                .orElse(Limit.WhenAway.MEMORY);
        var permits = new EnumMap<Period, Long>(Period.class);
        row.day().ifPresent(number -> permits.put(Period.DAY, number));
        row.month().ifPresent(number -> permits.put(Period.MONTH, number));
        var quotas = new ArrayList<Limit>();
        permits.forEach((period, number) -> {
            if (number < 1 || number > Limit.MOST_PERMITS) {
                complaints.add(
                        key + "." + period.word(), number, "write a whole number from 1 to " + Limit.MOST_PERMITS);
            }
            var quota = new Algorithm.Calendar(number, period, zone);
            quotas.add(new Limit(plan + "." + period.word(), quota, List.of(new KeyPart.Partner()), away));
        });
        return quotas;
    }

    /** A row that costs more than there ever is could never be used. */
    private void checkCosts(String key, Object value, Limit limit, Set<String> routes) {
        var most = limit.algorithm().most();
        new TreeMap<>(table.routes()).forEach((route, row) -> {
            if (routes.contains(route) && row.cost() > most) {
                complaints.add(
                        key,
                        value,
                        "allows less at once than routes." + route + ".cost takes, which is " + row.cost()
                                + "; allow more, or leave the row out of routes");
            }
        });
    }
}
