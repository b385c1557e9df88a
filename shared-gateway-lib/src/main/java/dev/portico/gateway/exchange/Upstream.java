package dev.portico.gateway.exchange;

import io.smallrye.mutiny.Uni;

/**
 * Something that answers a call: a service behind the gateway, or a wrapper that balances, retries, caches or measures
 * around another upstream.
 *
 * <p>The Uni starts the call when it is subscribed to and cancels it when the subscription is cancelled. It fails with
 * {@link UpstreamFailure} where there is no sound answer; a 4xx or 5xx of the service is an answer. Reply and body belong
 * to the event loop on which they arrive.
 */
@FunctionalInterface
public interface Upstream {

    Uni<Reply> fetch(Call call);
}
