/** Something that cannot be done, in a sentence for who asked for it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The command was given wrongly. */
    static Refusal ofUse(String message) {
        return new Refusal(message, 2);
    }

    static Refusal of(String message) {
        return new Refusal(message, 1);
    }

    int status() {
        return status;
    }
}
