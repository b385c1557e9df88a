package dev.portico.gateway.telemetry;

import java.util.function.Consumer;

/**
 * Gathers lines and hands them on together: to wake whoever writes them costs as much as a good part of a request. For any
 * thread; whoever makes one has to flush it now and then, and at the end.
 */
public final class LineBatch implements Consumer<String> {

    private static final int ENOUGH_CHARS = 16 * 1024;

    private final Consumer<String> next;
    private final StringBuilder lines = new StringBuilder(ENOUGH_CHARS);

    /** @param next takes several lines at once, parted by line feeds, without one at the end */
    public LineBatch(Consumer<String> next) {
        this.next = next;
    }

    @Override
    public void accept(String line) {
        var full = "";
        synchronized (this) {
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            lines.append(line);
            if (lines.length() >= ENOUGH_CHARS) {
                full = taken();
            }
        }
        handOn(full);
    }

    /** Hands on what there is. */
    public void flush() {
        String some;
        synchronized (this) {
            some = taken();
        }
        handOn(some);
    }

    private String taken() {
        var taken = lines.toString();
        lines.setLength(0);
        return taken;
    }

    private void handOn(String some) {
        if (!some.isEmpty()) {
            next.accept(some);
        }
    }
}
