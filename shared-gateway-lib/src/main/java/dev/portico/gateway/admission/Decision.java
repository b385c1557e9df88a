package dev.portico.gateway.admission;

import java.time.Duration;

/**
 * What a limit says of one request.
 *
 * @param admitted whether it may pass
 * @param remaining how many more could pass now
 * @param reset when admitted, until the window ends; when refused, until a request can pass again
 */
public record Decision(boolean admitted, long remaining, Duration reset) {

    /** The time in whole seconds, rounded up and at least 1, as header fields carry it. */
    long resetSeconds() {
        return Math.max(1, reset.plusNanos(999_999_999).toSeconds());
    }
}
