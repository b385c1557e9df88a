package dev.portico.bench;

import java.util.List;
import java.util.Map;

/**
 * What was found about a peer in a suite.
 *
 * @param figures by their heading, which names the unit; in the order of the columns
 */
record Result(Suite suite, String peer, Map<String, Double> figures) {

    static final String CPU = "CPU µs a request";
    static final String THROUGHPUT = "requests a second";
    static final String ERRORS = "errors";
    static final String RATE = "begun a second";
    static final String P50 = "p50 ms";
    static final String P99 = "p99 ms";
    static final String P999 = "p99.9 ms";
    static final String ADDED = "added p99 ms";
    static final String FIRST_ANSWER = "first answer ms";
    static final String REST = "memory at rest MB";
    static final String LOADED = "memory after load MB";
    static final String SLOW = "KB a slow client";

    static final String CAPACITY = "capacity a second";
    static final String GOOD = "good answers a second";
    static final String KEPT_WAITING = "p99 ms of what was not refused";
    static final String CRITICAL = "critical answered %";

    /** The figure that suites of its kind are compared by. */
    String headline() {
        return switch (suite.measure()) {
            case CPU -> CPU;
            case LATENCY -> ADDED;
            case START -> FIRST_ANSWER;
            case MEMORY -> LOADED;
            case SLOW_CLIENTS -> SLOW;
            case OVERLOAD -> GOOD;
        };
    }

    /** The figures that are drawn. */
    List<String> drawn() {
        return switch (suite.measure()) {
            case CPU, LATENCY, START, MEMORY, SLOW_CLIENTS -> List.of(headline());
            case OVERLOAD -> List.of(GOOD, KEPT_WAITING, CRITICAL);
        };
    }

    double value() {
        return value(headline());
    }

    double value(String heading) {
        return figures.getOrDefault(heading, Double.NaN);
    }
}
