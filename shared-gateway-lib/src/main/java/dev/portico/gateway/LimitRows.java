package dev.portico.gateway;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Limit.WhenAway;
import dev.portico.gateway.admission.RateLimitFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compiles the limits of a table. */
final class LimitRows {

    private static final String BUCKET = "token-bucket";
    private static final String LOG = "sliding-window-log";
    private static final String COUNTER = "sliding-window-counter";

    private static final Map<String, String> ALGORITHMS = Map.of(
            "fixed-window", "fixed-window", LOG, LOG, COUNTER, COUNTER, "sliding-window", COUNTER, BUCKET, BUCKET);

    static final Map<String, WhenAway> WHEN_AWAY =
            Map.of("memory", WhenAway.MEMORY, "pass", WhenAway.PASS, "refuse", WhenAway.REFUSE);

    private static final Map<String, KeyPart> KEY_PARTS = Map.of(
            "address", new KeyPart.Address(),
            "user", new KeyPart.User(),
            "partner", new KeyPart.Partner(),
            "api-key", new KeyPart.ApiKey(),
            "route", new KeyPart.Route());

    private static final Map<String, RateLimitFields.Form> FORMS =
            Map.of("standard", RateLimitFields.Form.STANDARD, "legacy", RateLimitFields.Form.LEGACY);

    private static final String CLAIM = "claim:";

    private final Map<String, LimitRow> rows;
    private final Complaints complaints;

    LimitRows(Map<String, LimitRow> rows, Complaints complaints) {
        this.rows = rows;
        this.complaints = complaints;
    }

    /** The limits by their names; one that cannot be read is left out. */
    Map<String, Limit> compiled() {
        var limits = new HashMap<String, Limit>();
        new TreeMap<>(rows).forEach((name, row) -> limit(name, row).ifPresent(limit -> limits.put(name, limit)));
        return limits;
    }

    /** In which forms answers tell of limits. */
    static RateLimitFields fields(Set<String> words, Complaints complaints) {
        var forms = new HashSet<RateLimitFields.Form>();
        words.forEach(word -> complaints.word("rate-limit-fields", word, FORMS).ifPresent(forms::add));
        return new RateLimitFields(Set.copyOf(forms));
    }

    private Optional<Limit> limit(String name, LimitRow row) {
        var key = "limits." + name;
        if (!name.matches(TableCompiler.ROW_NAME)) {
            complaints.missing(key, "a limit's name stands in header fields; write letters, digits, - and _");
        }
        window(key, row.window());
        var per = per(key, row.per());
        var away = complaints
                .word(key + ".when-redis-is-away", row.whenRedisIsAway(), WHEN_AWAY)
                .orElse(WhenAway.MEMORY);
        return complaints
                .word(key + ".algorithm", row.algorithm(), ALGORITHMS)
                .map(algorithm -> new Limit(name, algorithm(key, row, algorithm), per, away));
    }

    private Algorithm algorithm(String key, LimitRow row, String algorithm) {
        var most = algorithm.equals(LOG) ? Limit.MOST_PERMITS_OF_LOG : Limit.MOST_PERMITS;
        var permits = permits(key + ".permits", row.permits(), most);
        if (!algorithm.equals(BUCKET)) {
            row.burst()
                    .ifPresent(burst -> complaints.add(
                            key + ".burst", burst, "means something only with algorithm: " + BUCKET + "; remove it"));
        }
        return switch (algorithm) {
            case BUCKET ->
                new Algorithm.TokenBucket(
                        permits,
                        row.window(),
                        permits(key + ".burst", row.burst().orElse(permits), most));
            case LOG -> new Algorithm.SlidingLog(permits, row.window());
            case COUNTER -> new Algorithm.SlidingCounter(permits, row.window());
            default -> new Algorithm.FixedWindow(permits, row.window());
        };
    }

    /** What is wrong is read as something that can be counted with, so that all else of the table is looked at too. */
    private long permits(String key, long permits, long most) {
        if (permits < 1 || permits > most) {
            complaints.add(
                    key,
                    permits,
                    "write a whole number from 1 to " + most
                            + (most < Limit.MOST_PERMITS ? ", or take " + COUNTER + ", which counts more" : ""));
        }
        return Math.clamp(permits, 1, most);
    }

    private void window(String key, Duration window) {
        if (window.toSeconds() < 1
                || !window.equals(Duration.ofSeconds(window.toSeconds()))
                || window.compareTo(Duration.ofDays(1)) > 0) {
            complaints.add(key + ".window", window, "write whole seconds from 1s to 1d, such as 15m");
        }
    }

    private List<KeyPart> per(String key, List<String> words) {
        var per = new ArrayList<KeyPart>();
        for (var word : words) {
            if (word.startsWith(CLAIM) && word.length() > CLAIM.length()) {
                per.add(new KeyPart.Claim(claim(key, word)));
            } else if (KEY_PARTS.containsKey(word)) {
                per.add(KEY_PARTS.get(word));
            } else {
                complaints.add(
                        key + ".per",
                        word,
                        "is not known; write " + Complaints.oneOf(KEY_PARTS.keySet())
                                + ", or claim: and the name of a claim, such as claim:tenant");
            }
        }
        return List.copyOf(per);
    }

    /** A path would find no claim, and so count by caller without a word. A claim's own name may be a URL. */
    private String claim(String key, String word) {
        var name = word.substring(CLAIM.length());
        if (name.contains("/") && !name.contains("://")) {
            complaints.add(key + ".per", word, "is a path; write the name of a claim that is not inside of another");
        }
        return name;
    }
}
