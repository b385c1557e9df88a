package dev.portico.gateway.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;

/**
 * Sends the head of a request and holds its body back until the upstream asks for it with 100 (Continue), or has not for
 * too long (RFC 9110 section 10.1.1).
 */
final class AwaitingContinue {

    private static final long LONGEST_MILLIS = 1000;

    private final HttpClientRequest sending;
    private final Runnable proceed;
    private boolean asked;

    /** @param proceed sends the body; run once at most */
    AwaitingContinue(HttpClientRequest sending, Runnable proceed) {
        this.sending = sending;
        this.proceed = proceed;
    }

    void start(Vertx vertx) {
        sending.continueHandler(interim -> ask());
        sending.sendHead();
        vertx.setTimer(LONGEST_MILLIS, fired -> ask());
    }

    private void ask() {
        if (!asked) {
            asked = true;
            proceed.run();
        }
    }
}
