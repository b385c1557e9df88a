package dev.portico.demo.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way in which an answer can go wrong below HTTP, asked for with {@code X-Demo-Fault}. */
enum Fault {
    NONE,
    /** The connection is reset, with no answer. */
    RESET,
    /** Content-Length promises more than is sent, and the connection closes. */
    TRUNCATE,
    /** Nothing is ever answered, and the connection stays open. */
    HANG,
    /** Bytes that are not HTTP, and the connection closes. */
    GARBAGE,
    /** Content-Length promises less than is sent, and the connection stays open. */
    SHORT_LENGTH;

    static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault != NONE && fault.headerValue().equals(name))
                .findFirst();
    }

    private String headerValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
