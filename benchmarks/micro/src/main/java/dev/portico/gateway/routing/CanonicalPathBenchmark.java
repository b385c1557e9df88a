package dev.portico.gateway.routing;

import dev.portico.benchmarks.Measured;
import org.openjdk.jmh.annotations.Benchmark;

/** The one spelling of a path: where nothing is encoded, where it is in vain or in need, and where it is refused. */
public class CanonicalPathBenchmark extends Measured {

    private String clean = "/api/orders/o-10001/items/7";
    private String encodedInVain = "/api/orders/o%2D10001/items/7";
    private String encodedInNeed = "/api/products/caf%c3%a9%20latte/reviews";
    private String dotSegment = "/api/orders/../admin/users";
    private String encodedSlash = "/api/orders/..%2fadmin/users";

    @Benchmark
    public CanonicalPath clean() {
        return CanonicalPath.of(clean);
    }

    @Benchmark
    public CanonicalPath encodedInVain() {
        return CanonicalPath.of(encodedInVain);
    }

    @Benchmark
    public CanonicalPath encodedInNeed() {
        return CanonicalPath.of(encodedInNeed);
    }

    @Benchmark
    public CanonicalPath refusedForADotSegment() {
        return CanonicalPath.of(dotSegment);
    }

    @Benchmark
    public CanonicalPath refusedForAnEncodedSlash() {
        return CanonicalPath.of(encodedSlash);
    }
}
