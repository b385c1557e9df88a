package dev.portico.gateway;

import dev.portico.gateway.identity.ListedApiKeys;
import dev.portico.gateway.telemetry.GatewayMetrics;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads a file of API keys again every second, and takes it over as a whole when it has changed and is sound. Its text is
 * compared, not its time: mounted files are swapped in ways that leave that alone.
 */
final class WatchedApiKeys implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(WatchedApiKeys.class);

    private final Vertx vertx;
    private final Path file;
    private final Set<String> plans;
    private final ListedApiKeys keys;
    private final long timer;

    /** What the last look found; only one look is under way at a time. */
    private Optional<String> seen = Optional.empty();

    private volatile boolean looking;
    private volatile boolean refused;

    WatchedApiKeys(Vertx vertx, ApiKeySettings.Source.Filed filed, ListedApiKeys keys, GatewayMetrics metrics) {
        this.vertx = vertx;
        this.file = filed.file();
        this.plans = filed.plans();
        this.keys = keys;
        metrics.watch("gateway.api.keys", "API keys of the file", keys::size);
        metrics.watch(
                "gateway.api.keys.refused",
                "1 while the file of API keys is not sound, and those that it had before serve",
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
        var read = text.map(sound -> ApiKeyFile.keys(sound, plans, complaints));
        refused = complaints.any();
        if (refused) {
            LOG.errorf(
                    "The API keys of %s are not taken over, those that it had before serve on: %s",
                    file, complaints.all().stream().map(Object::toString).collect(Collectors.joining("; ")));
            return false;
        }
        read.ifPresent(keys::replace);
        LOG.infof("The API keys of %s are taken over: %d", file, keys.size());
        return true;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
