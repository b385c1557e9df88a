package dev.portico.gateway.restclient;

import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For which part of a screen a method of a REST client interface is called: a parameter of each such method, annotated with
 * {@code @HeaderParam(UpstreamCall.FIELD)}. It is never sent.
 */
public final class UpstreamCall {

    /** The name under which {@link OverUpstream} finds it. */
    public static final String FIELD = "Portico-Upstream-Call";

    /** Clients carry texts alone, so a call goes along by its number. */
    private static final Map<String, UpstreamCall> UNDER_WAY = new ConcurrentHashMap<>();

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String number = Long.toString(NUMBERS.incrementAndGet());
    private final PartContext part;
    private final Cancellation cancellation = new Cancellation();

    private UpstreamCall(PartContext part) {
        this.part = part;
    }

    /**
     * Calls a client for a part of a screen. Null is what is not there: the upstream answers 404 or 410. Fails with
     * {@link UpstreamFailure} where it does not answer with a 2xx and what was asked for by the deadline of the part.
     *
     * @param client calls one method of the interface, once
     */
    public static <T> Uni<T> on(PartContext part, Function<UpstreamCall, Uni<T>> client) {
        return Uni.createFrom().deferred(() -> {
            var call = new UpstreamCall(part);
            UNDER_WAY.put(call.number, call);
            return Uni.createFrom()
                    .deferred(() -> client.apply(call)) // one that throws has ended too
                    .onFailure()
                    .transform(UpstreamCall::failure)
                    .onCancellation()
                    .invoke(call.cancellation::cancel)
                    .onTermination()
                    .invoke(() -> UNDER_WAY.remove(call.number));
        });
    }

    PartContext part() {
        return part;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The client wraps what went wrong, and takes an answer that it cannot read for one of the screen's own. */
    private static Throwable failure(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, cause -> cause != null, cause -> cause.getCause())
                .filter(cause -> cause instanceof UpstreamFailure || cause instanceof IllegalStateException)
                .findFirst()
                .orElseGet(() -> failure instanceof IOException
                                || failure instanceof ProcessingException
                                || failure instanceof WebApplicationException
                        ? new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "not what was asked for", failure)
                        : failure);
    }

    /** The one that a client carries along, or null. */
    static @Nullable UpstreamCall of(@Nullable String number) {
        return number == null ? null : UNDER_WAY.get(number);
    }

    /** What the client carries along. */
    @Override
    public String toString() {
        return number;
    }
}
