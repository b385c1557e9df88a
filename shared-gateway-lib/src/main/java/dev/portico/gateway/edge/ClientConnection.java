package dev.portico.gateway.edge;

import dev.portico.gateway.telemetry.GatewayMetrics;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jboss.logging.Logger;

/**
 * What is remembered of a client's connection between its requests, and how it is ended. The server's own handler for its
 * end belongs to the framework.
 */
final class ClientConnection {

    private static final Logger LOG = Logger.getLogger(ClientConnection.class);
    private static final AttributeKey<Boolean> COUNTED = AttributeKey.valueOf("portico.counted");
    private static final AttributeKey<Boolean> ENDING = AttributeKey.valueOf("portico.ending");

    /** RFC 9113 section 7. */
    private static final int INTERNAL_ERROR = 2;

    private ClientConnection() {}

    /** Counts a connection once, and keeps what breaks it out of the error log: clients break connections every day. */
    static void count(HttpServerRequest request, GatewayMetrics metrics) {
        var channel = channel(request);
        if (channel.attr(COUNTED).setIfAbsent(Boolean.TRUE) == null) {
            metrics.connectionOpened();
            channel.closeFuture().addListener(closed -> metrics.connectionClosed());
            request.connection().exceptionHandler(broken -> LOG.debugf(broken, "A client's connection broke"));
        }
    }

    /** Makes a request of HTTP/1 the last one that is served on its connection, whatever arrives behind it. */
    static void endWith(HttpServerRequest request) {
        channel(request).attr(ENDING).set(Boolean.TRUE);
    }

    /** Makes a request of HTTP/1 the last one of its connection, and closes that when the answer has been written. */
    static void closeAfter(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            endWith(request);
            request.response().putHeader("Connection", "close").bodyEndHandler(written -> request.connection()
                    .close());
        }
    }

    /**
     * Whether a request stands behind the last one of its connection. It must be neither served nor answered: the client
     * would take the answer for one of its own requests.
     */
    static boolean isBehindTheLast(HttpServerRequest request) {
        return Boolean.TRUE.equals(channel(request).attr(ENDING).get());
    }

    /** Leaves a request unanswered; it ends with its connection, or now where that is closed already. */
    static void ignore(HttpServerRequest request) {
        if (!channel(request).isActive()) {
            request.response().end();
        }
    }

    /** Breaks an answer off so that the client can tell; with HTTP/1 that takes the whole connection. */
    static void breakOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
        } else if (channel(request).isOpen()) {
            request.connection().close();
        }
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
