package dev.portico.gateway.exchange;

import org.jspecify.annotations.Nullable;

/** How whoever began something says that nobody waits for it any more. Safe for use by any thread. */
public final class Cancellation {

    private boolean cancelled;
    private @Nullable Runnable end;

    /** Ends what was begun; once, and harmless when it has ended by itself. */
    public void cancel() {
        Runnable act;
        synchronized (this) {
            act = cancelled ? null : end;
            cancelled = true;
        }
        if (act != null) {
            act.run();
        }
    }

    /**
     * Says how it is ended; at once where nobody waits already.
     *
     * @param act runs on the thread that cancels; takes the place of any earlier one
     */
    public void onCancel(Runnable act) {
        boolean now;
        synchronized (this) {
            now = cancelled;
            end = act;
        }
        if (now) {
            act.run();
        }
    }
}
