package dev.portico.gateway.routing;

import dev.portico.benchmarks.ClientRequest;
import dev.portico.benchmarks.Measured;
import dev.portico.benchmarks.Passed;
import dev.portico.benchmarks.RouteTable;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Passage;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Finding the row of a path, in tables of 30 and of 1000 rows: by resource, or one row for each of 1000 services. */
public class RouteMatcherBenchmark extends Measured {

    /** What the table is made of. */
    public enum Table {
        ROWS_30,
        ROWS_1000,
        SERVICES_1000
    }

    @Param
    private Table table = Table.ROWS_30;

    private RouteMatcher matcher = new RouteMatcher(List.of());
    private MatchRoute gate = new MatchRoute(matcher);
    private Exchange entering = Exchange.of(ClientRequest.ofBrowser("/"));
    private String literal = "";
    private String variable = "";
    private String open = "";

    @Setup
    public void fill() {
        var rows =
                switch (table) {
                    case ROWS_30 -> RouteTable.ofResources(3);
                    case ROWS_1000 -> RouteTable.ofResources(100);
                    case SERVICES_1000 -> RouteTable.ofServices(1000);
                };
        matcher = new RouteMatcher(rows.rows());
        gate = new MatchRoute(matcher);
        literal = "/api/" + rows.service() + "/search";
        variable = "/api/" + rows.service() + "/o-10001/items/7";
        open = "/api/" + rows.service() + "/admin/users/u-1001";
        entering = Exchange.of(ClientRequest.ofBrowser(variable));
        Passed.onward(gate.enter(entering));
    }

    @Benchmark
    public RouteMatcher.Match literal() {
        return matcher.match(literal, "GET");
    }

    @Benchmark
    public RouteMatcher.Match variable() {
        return matcher.match(variable, "GET");
    }

    @Benchmark
    public RouteMatcher.Match open() {
        return matcher.match(open, "GET");
    }

    @Benchmark
    public RouteMatcher.Match wrongMethod() {
        return matcher.match(literal, "TRACE");
    }

    @Benchmark
    public RouteMatcher.Match nothing() {
        return matcher.match("/api/no-such-service/search", "GET");
    }

    /** Canonical path, match, and the exchange that knows of them. */
    @Benchmark
    public Passage gate() {
        return gate.enter(entering);
    }
}
