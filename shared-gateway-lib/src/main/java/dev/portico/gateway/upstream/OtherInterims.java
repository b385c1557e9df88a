package dev.portico.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Leaves out interim answers whose meaning is not known here, as a client has to (RFC 9110 section 15.2): the HTTP client
 * would take them for the final one. On the connection's event loop.
 */
final class OtherInterims extends ChannelInboundHandlerAdapter {

    private boolean within;

    static void leaveOut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channel().pipeline().addBefore("handler", "other-interims", new OtherInterims());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            within = isOther(response.status().code());
        }
        if (!within) {
            context.fireChannelRead(message);
            return;
        }
        within = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    /** Neither 100 nor 103, which are known, nor 101, after which no HTTP would come. */
    private static boolean isOther(int status) {
        return status == 102 || status > 103 && status < 200;
    }
}
