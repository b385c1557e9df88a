package dev.portico.gateway.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which commands a server does not let its user run. After some refusals in a row such a command is not sent any more, for
 * each would cost a round trip and tell nothing new; one at a time finds out whether the right has been given. Safe for use
 * by any thread.
 */
final class Rights {

    private record Doubt(Breaker breaker, Seldom tries) {}

    private final int most;
    private final Duration apart;
    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    /**
     * @param most the refusals in a row after which a command is not sent any more
     * @param apart how long between two tries then
     */
    Rights(int most, Duration apart) {
        this.most = most;
        this.apart = apart;
    }

    /** Whether it is to be sent, be it to find out. */
    boolean mayTry(String command) {
        var doubt = doubts.get(command);
        return doubt == null || !doubt.breaker.isOpen() || doubt.tries.isDue();
    }

    void refused(String command) {
        doubts.computeIfAbsent(command, first -> new Doubt(new Breaker(most), new Seldom(apart, System::nanoTime)))
                .breaker
                .failed();
    }

    /** It was run. Whether it was not being sent before. */
    boolean granted(String command) {
        var doubt = doubts.isEmpty() ? null : doubts.remove(command);
        return doubt != null && doubt.breaker.isOpen();
    }
}
