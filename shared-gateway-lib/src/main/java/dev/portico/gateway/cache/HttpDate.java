package dev.portico.gateway.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates in header fields (RFC 9110 section 5.6.7), in each of the three formats and in any case (RFC 9111 section 4.2). A
 * zone but GMT, or anything that is not quite such a date, is none.
 */
final class HttpDate {

    /** What is no date. */
    static final long NONE = Long.MIN_VALUE;

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final String MONTH = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern FIXED =
            pattern("(?:mon|tue|wed|thu|fri|sat|sun), (?<day>\\d\\d) " + MONTH + " (?<year>\\d{4}) " + TIME + " gmt");
    private static final Pattern RFC_850 = pattern("(?:mon|tues|wednes|thurs|fri|satur|sun)day, (?<day>\\d\\d)-" + MONTH
            + "-(?<year>\\d\\d) " + TIME + " gmt");
    private static final Pattern ASCTIME =
            pattern("(?:mon|tue|wed|thu|fri|sat|sun) " + MONTH + " (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

    private HttpDate() {}

    /**
     * Milliseconds since 1970, or {@link #NONE}.
     *
     * @param now tells which century a year of two digits is in
     */
    static long parse(@Nullable String text, long now) {
        if (text == null || text.length() > 40) {
            return NONE;
        }
        for (var format : List.of(FIXED, RFC_850, ASCTIME)) {
            var date = format.matcher(text.strip());
            if (date.matches()) {
                return millis(date, year(date.group("year"), now));
            }
        }
        return NONE;
    }

    static String format(long millis) {
        return WRITTEN.format(Instant.ofEpochMilli(millis));
    }

    /** A year that seems to be more than 50 years ahead is the last one past that ends in these digits. */
    private static int year(String digits, long now) {
        var year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        var thisYear = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC).getYear();
        var near = thisYear - thisYear % 100 + year;
        return near > thisYear + 50 ? near - 100 : near;
    }

    private static long millis(Matcher date, int year) {
        try {
            var second = number(date, "second");
            return LocalDateTime.of(
                                    year,
                                    MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1,
                                    number(date, "day"),
                                    number(date, "hour"),
                                    number(date, "minute"),
                                    second == 60 ? 59 : second)
                            .toEpochSecond(ZoneOffset.UTC)
                    * 1000;
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
    }

    private static int number(Matcher date, String part) {
        return Integer.parseInt(date.group(part).strip());
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
