package dev.portico.gateway.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all answers together may take in memory that are being gathered, or wait for their first readers. Without it, clients
 * that do not read would hold as many answers as they like. Safe for use by any thread.
 */
final class Room {

    private final AtomicLong taken = new AtomicLong();
    private volatile long most;

    /**
     * A quarter of what is kept may be on its way besides, or the largest answer where that is more.
     *
     * @param memory what all that is kept may take, in bytes
     * @param largest what the content of one may have
     */
    void bound(long memory, int largest) {
        most = Math.max(memory / 4, largest);
    }

    /** @param behind whether a reader has something to read still: half of the room is for those that have not */
    boolean isFull(boolean behind) {
        return taken.get() > (behind ? most / 2 : most);
    }

    /** @param bytes negative where they are given back */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    long taken() {
        return taken.get();
    }
}
