package dev.portico.gateway.edge;

import dev.portico.gateway.Destination;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.HopByHop;
import dev.portico.gateway.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a journey behind the gates where an upstream serves the row: the call, what it says on the way, its reply. */
final class Proxying {

    private final Gateway gateway;
    private final Exchange exchange;
    private final Destination.Proxied to;
    private final HttpServerRequest request;
    private final AnswerFailure failure;
    private final Relay relay;

    private boolean over;
    private boolean continued;
    private @Nullable Call call;
    private @Nullable Reply reply;

    Proxying(
            Gateway gateway,
            Exchange exchange,
            Destination.Proxied to,
            HttpServerRequest request,
            AnswerFailure failure) {
        this.gateway = gateway;
        this.exchange = exchange;
        this.to = to;
        this.request = request;
        this.failure = failure;
        var answered = new AnswerRules(
                new Location(gateway.origins(to.upstream()), to.rewrite()),
                to.shape().responseHeaders(),
                Compression.asked(request.headers()));
        this.relay =
                new Relay(request.response(), answered, new Trimming(to.shape().responseFields()), failure);
    }

    /** @param content the client's body */
    void start(Body content) {
        if (to.shape().body().isEmpty()) {
            call(content).onSuccess(this::answered).onFailure(failure::beforeAnswer);
        } else {
            shaped(content).compose(this::call).onSuccess(this::answered).onFailure(failure::beforeAnswer);
        }
    }

    /** Whether the client was told to send its body. */
    boolean continued() {
        return continued;
    }

    /**
     * Ends what still runs, for the client has got its answer, or has gone.
     *
     * @param whole whether nothing is left of the request and its answer
     */
    void end(boolean whole) {
        over = true;
        if (reply == null) {
            cancel();
        } else if (!whole) {
            reply.discard();
        }
    }

    private void cancel() {
        if (call != null) {
            call.cancellation().cancel();
        }
    }

    private Future<Body> shaped(Body content) {
        if (request.getHeader("Expect") != null) {
            interim(new Call.Interim.Continue());
        }
        return new ShapedBody(to.shape().body(), exchange.caller()).of(content, JsonContent.of(exchange.request()));
    }

    private Future<Reply> call(Body content) {
        call = new OutboundCall(exchange, to, gateway.outboundIdentity()).with(content, this::interim);
        if (over) {
            cancel();
        }
        return gateway.upstream(to.upstream()).fetch(call);
    }

    private void answered(Reply answer) {
        if (over) {
            answer.discard();
        } else {
            reply = answer;
            relay.write(answer);
        }
    }

    private void interim(Call.Interim interim) {
        var response = request.response();
        if (over || response.headWritten() || request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        switch (interim) {
            case Call.Interim.Continue() -> {
                continued = true;
                response.writeContinue();
            }
            case Call.Interim.EarlyHints(var hints) -> {
                var hopByHop = HopByHop.of(hints.getAll("Connection"));
                Set.copyOf(hints.names()).stream().filter(hopByHop::includes).forEach(hints::remove);
                response.writeEarlyHints(hints);
            }
        }
    }
}
