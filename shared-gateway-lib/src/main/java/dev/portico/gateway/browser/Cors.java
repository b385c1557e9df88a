package dev.portico.gateway.browser;

import java.time.Duration;
import java.util.Set;

/**
 * Which pages of other origins may read the answers of this app (the CORS protocol of the Fetch standard). Origins are
 * compared as a whole, byte for byte; nothing is reflected, and {@code null} is no origin.
 *
 * @param origins serialised origins such as {@code https://shop.example}; empty allows none
 * @param headers the request header fields that such a page may set beyond the safelisted ones
 * @param exposed the answer's header fields that it may read beyond the safelisted ones
 * @param credentials whether it may send cookies
 * @param maxAge how long a browser may remember a preflight's answer
 */
public record Cors(
        Set<String> origins, Set<String> headers, Set<String> exposed, boolean credentials, Duration maxAge) {

    /** No other origin may read anything. */
    public static final Cors NONE = new Cors(Set.of(), Set.of(), Set.of(), false, Duration.ZERO);
}
