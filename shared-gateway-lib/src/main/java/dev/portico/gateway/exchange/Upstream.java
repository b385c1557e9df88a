package dev.portico.gateway.exchange;

import io.vertx.core.Future;

/**
 * Something that answers a call: a service behind the gateway, or a wrapper that balances, retries, caches or measures
 * around another upstream.
 *
 * <p>The call starts at once, and ends early when its {@link Call#cancellation()} is used. The future fails with
 * {@link UpstreamFailure} where there is no sound answer, and with {@link java.util.concurrent.CancellationException}
 * where nobody waits for one; a 4xx or 5xx of the service is an answer. It completes on the event loop on which the
 * answer arrives, and reply and body belong to that.
 */
@FunctionalInterface
public interface Upstream {

    Future<Reply> fetch(Call call);
}
