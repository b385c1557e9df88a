package dev.portico.gateway;

import dev.portico.gateway.identity.ListedApiKeys;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads a file of API keys again every second, and takes its rows over when it has changed. A row that cannot be read lets
 * nobody in and holds up no other one, for what is revoked beside it has to end; a file that is no list of rows changes
 * nothing. Its text is compared, not its time: mounted files are swapped in ways that leave that alone.
 */
final class WatchedApiKeys implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(WatchedApiKeys.class);

    private final Vertx vertx;
    private final Path file;
    private final ListedApiKeys keys;
    private final long timer;

    /** What the last look found; only one look is under way at a time. */
    private Optional<String> seen = Optional.empty();

    private volatile boolean looking;
    private volatile boolean refused;

    WatchedApiKeys(Vertx vertx, Path file, ListedApiKeys keys, GatewayMetrics metrics) {
        this.vertx = vertx;
        this.file = file;
        this.keys = keys;
        metrics.watch("gateway.api.keys", "API keys of the file", keys::size);
        metrics.watch(
                "gateway.api.keys.refused",
                "1 while the file of API keys, or a row of it, cannot be read",
                () -> refused ? 1 : 0);
        this.timer = vertx.setPeriodic(INTERVAL.toMillis(), due -> lookLater());
    }

    private void lookLater() {
        if (!looking) {
            looking = true;
            vertx.executeBlocking(this::look).onComplete(looked -> looking = false);
        }
    }

    private boolean look() {
        var complaints = new Complaints();
        var text = ApiKeyFile.read(file, complaints);
        if (text.equals(seen) && text.isPresent() || text.isEmpty() && refused) {
            return false;
        }
        seen = text;
        var read = text.flatMap(written -> ApiKeyFile.keys(written, complaints));
        read.ifPresent(keys::replace);
        refused = complaints.any();
        if (refused) {
            LOG.errorf(
                    read.isPresent()
                            ? "Of the API keys of %s only the sound ones are taken over: %s"
                            : "The API keys of %s are not taken over, those that it had before serve on: %s",
                    file,
                    complaints.all().stream().map(Object::toString).collect(Collectors.joining("; ")));
        } else {
            LOG.infof("The API keys of %s are taken over: %d", file, keys.size());
        }
        return read.isPresent();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
