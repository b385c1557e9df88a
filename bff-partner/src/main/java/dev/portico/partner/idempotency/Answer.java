package dev.portico.partner.idempotency;

/**
 * The answer to a write, as it is kept and given again.
 *
 * @param location where what was made is to be found, as a reference
 * @param json the content
 * @param replayed whether it was given before
 */
public record Answer(int status, String location, String json, boolean replayed) {

    public static Answer first(int status, String location, String json) {
        return new Answer(status, location, json, false);
    }

    Answer again() {
        return new Answer(status, location, json, true);
    }

    /** About how much memory it takes. */
    int bytes() {
        return 2 * (location.length() + json.length());
    }
}
