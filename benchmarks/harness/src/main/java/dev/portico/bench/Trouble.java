package dev.portico.bench;

/** Something that whoever runs the benchmarks can mend; the message says how. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    Trouble(String message) {
        super(message);
    }
}
