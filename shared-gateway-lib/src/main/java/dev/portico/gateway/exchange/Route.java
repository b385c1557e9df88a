package dev.portico.gateway.exchange;

/**
 * A row of the table, as the rest of the gateway refers to it. What the row says about access, limits or upstreams lives
 * in the packages that act on it, each as an array indexed by {@link #number()}.
 *
 * @param number the position in those arrays; 0 belongs to {@link #UNMATCHED}
 * @param name the row's name in the table; bounded, so fit for a metric's label
 * @param pattern the row's path pattern
 */
public record Route(int number, String name, String pattern) {

    /** What a request has before a row was found for it, and keeps when there is none. */
    public static final Route UNMATCHED = new Route(0, "unmatched", "");

    /** Whether a row of the table was found. */
    public boolean matched() {
        return number != 0;
    }
}
