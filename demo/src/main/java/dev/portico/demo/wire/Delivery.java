package dev.portico.demo.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts an answer on the wire, whole or with a fault; on the event loop of the request. */
final class Delivery {

    private static final int LENGTH_ERROR = 16;

    private Delivery() {}

    static void send(HttpServerRequest request, Answer answer, Fault fault) {
        if (request.response().closed()) {
            return;
        }
        switch (fault) {
            case NONE -> send(request, answer, 0);
            case SHORT_LENGTH -> send(request, answer, -LENGTH_ERROR);
            case TRUNCATE -> send(request, answer, LENGTH_ERROR);
            case RESET -> reset(request);
            case GARBAGE -> garbage(channel(request));
            case HANG -> {}
        }
    }

    /** {@code lengthError} is how far Content-Length lies; a stream has no length, so for any lie it is cut. */
    private static void send(HttpServerRequest request, Answer answer, int lengthError) {
        var response = request.response();
        switch (answer) {
            case Answer.Whole whole -> sendWhole(request, whole, lengthError);
            case Answer.Streamed(var headers, var body) -> {
                put(headers, response);
                response.setChunked(true);
                if (request.method().equals(HttpMethod.HEAD)) {
                    response.end();
                } else if (lengthError != 0) {
                    response.write("[")
                            .onComplete(written -> request.connection().close());
                } else {
                    body.accept(response);
                }
            }
        }
    }

    private static void sendWhole(HttpServerRequest request, Answer.Whole whole, int lengthError) {
        var response = request.response().setStatusCode(whole.status());
        put(whole.headers(), response);
        if (whole.status() == 204 || whole.status() == 304) {
            response.end();
            return;
        }
        var length = Math.max(0, whole.body().length() + lengthError);
        response.putHeader("Content-Length", Integer.toString(length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        var sent = response.end(whole.body());
        if (lengthError > 0) {
            sent.onComplete(done -> request.connection().close());
        }
    }

    private static void put(Map<String, String> headers, HttpServerResponse response) {
        headers.forEach(response::putHeader);
    }

    /** A linger of zero makes the kernel send RST instead of FIN. */
    static void reset(HttpServerRequest request) {
        channel(request).config().setOption(ChannelOption.SO_LINGER, 0);
        request.connection().close();
    }

    private static void garbage(Channel channel) {
        var bytes = Unpooled.copiedBuffer("\u0007this is not HTTP\u0000\r\n\r\n", StandardCharsets.ISO_8859_1);
        // The first handler's context writes past the HTTP codec.
        channel.pipeline().firstContext().writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }
}
