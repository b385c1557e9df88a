package dev.portico.gateway.cache;

import static dev.portico.gateway.cache.Directives.UNSAID;

/** Whether a request may be answered with what is stored (RFC 9111 sections 4.2 and 5.2.1). */
sealed interface Freshness {

    /** It may be used as it is: fresh, or as stale as the client takes it. */
    record Fit() implements Freshness {}

    /** It may be used, and should be validated meanwhile (RFC 5861 section 3). */
    record FitMeanwhile() implements Freshness {}

    /**
     * It has to be validated first.
     *
     * @param byRequest whether only this request wants that
     * @param ifError whether it may be used where the upstream has no answer
     */
    record Unfit(boolean byRequest, boolean ifError) implements Freshness {}

    Freshness FIT = new Fit();
    Freshness FIT_MEANWHILE = new FitMeanwhile();

    /** @param age of what is stored, in milliseconds */
    static Freshness of(Asked asked, Terms terms, long age) {
        var left = terms.lifetime() - age;
        if (terms.noCache()) {
            return new Unfit(false, false);
        }
        if (left > 0) {
            return suits(asked, terms, age, left) ? FIT : new Unfit(true, mayStandIn(asked, terms, left));
        }
        if (!asked.noCache() && !terms.mustRevalidate()) {
            if (asked.maxStale() * 1000 >= -left && young(asked, age) && asked.minFresh() == 0) {
                return FIT;
            }
            if (-left < terms.whileRevalidate() && asked.maxAge() == UNSAID && asked.minFresh() == 0) {
                return FIT_MEANWHILE;
            }
        }
        return new Unfit(false, mayStandIn(asked, terms, left));
    }

    /** What does not change need not be validated because a page is loaded again; {@code no-cache} is meant so. */
    private static boolean suits(Asked asked, Terms terms, long age, long left) {
        return !asked.noCache() && (young(asked, age) || terms.immutable()) && left >= asked.minFresh() * 1000;
    }

    private static boolean young(Asked asked, long age) {
        return asked.maxAge() == UNSAID || age <= asked.maxAge() * 1000;
    }

    private static boolean mayStandIn(Asked asked, Terms terms, long left) {
        var allowed = Math.max(terms.ifError(), asked.staleIfError() * 1000);
        return !asked.noCache() && !terms.mustRevalidate() && allowed > 0 && -left <= allowed;
    }
}
