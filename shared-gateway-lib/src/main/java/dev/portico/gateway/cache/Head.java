package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Reply;
import io.vertx.core.MultiMap;

/** The head of an answer, and when it came. */
record Head(int status, MultiMap headers, Times times) {

    /**
     * One that has just come in. It gets a Date where it has none that can be read (RFC 9110 section 6.6.1), or its age
     * could not be told from that of one before it.
     */
    static Head of(Reply reply, long requestedAt, long receivedAt) {
        var headers = reply.headers();
        var times = Times.of(headers, requestedAt, receivedAt);
        if (HttpDate.parse(headers.get(Names.DATE), receivedAt) == HttpDate.NONE) {
            headers.set(Names.DATE, HttpDate.format(receivedAt));
        }
        return new Head(reply.status(), headers, times);
    }
}
