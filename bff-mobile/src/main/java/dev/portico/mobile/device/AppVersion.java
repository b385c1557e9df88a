package dev.portico.mobile.device;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of an app: up to three numbers, and those that are left out are 0, so 3.4 is 3.4.0. */
record AppVersion(int major, int minor, int patch) implements Comparable<AppVersion> {

    static final String WRITTEN = "^\\d{1,6}(\\.\\d{1,6}){0,2}$";

    private static final Pattern PATTERN = Pattern.compile(WRITTEN);
    private static final Comparator<AppVersion> ORDER = Comparator.comparingInt(AppVersion::major)
            .thenComparingInt(AppVersion::minor)
            .thenComparingInt(AppVersion::patch);

    /** The version that a text writes, or empty where it writes none. */
    static Optional<AppVersion> of(String text) {
        if (!PATTERN.matcher(text).matches()) {
            return Optional.empty();
        }
        var numbers = text.split("\\.", -1);
        return Optional.of(new AppVersion(number(numbers, 0), number(numbers, 1), number(numbers, 2)));
    }

    private static int number(String[] numbers, int index) {
        return index < numbers.length ? Integer.parseInt(numbers[index]) : 0;
    }

    @Override
    public int compareTo(AppVersion other) {
        return ORDER.compare(this, other);
    }
}
