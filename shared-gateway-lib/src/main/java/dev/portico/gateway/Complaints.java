package dev.portico.gateway;

import dev.portico.gateway.InvalidTable.Complaint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Collects all that is wrong with a table, so that its author sees everything at once. */
final class Complaints {

    private final List<Complaint> complaints = new ArrayList<>();

    void add(String key, Object value, String mend) {
        complaints.add(new Complaint(key, written(value), mend));
    }

    void missing(String key, String mend) {
        complaints.add(new Complaint(key, "", mend));
    }

    /** The result of reading a value, or a complaint with the message of its IllegalArgumentException. */
    <T> Optional<T> read(String key, String value, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(value));
        } catch (IllegalArgumentException wrong) {
            add(key, value, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /** The meaning of a word, or a complaint that lists the words there are. */
    <T> Optional<T> word(String key, String value, Map<String, T> words) {
        if (!words.containsKey(value)) {
            add(key, value, "is not known; write " + oneOf(words.keySet()));
        }
        return Optional.ofNullable(words.get(value));
    }

    boolean any() {
        return !complaints.isEmpty();
    }

    List<Complaint> all() {
        return List.copyOf(complaints);
    }

    void throwIfAny(String file) {
        if (!complaints.isEmpty()) {
            throw new InvalidTable(file, List.copyOf(complaints));
        }
    }

    static String oneOf(Collection<String> words) {
        return String.join(" or ", new TreeSet<>(words));
    }

    /** What a row may name: one of those that there are, or a new one. */
    static String oneOfRows(Collection<String> names, String section) {
        return names.isEmpty() ? "add it to " + section : "write " + oneOf(names) + ", or add it to " + section;
    }

    /** Durations as a table has them. */
    private static String written(Object value) {
        return value instanceof Duration duration
                ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
                : String.valueOf(value);
    }
}
