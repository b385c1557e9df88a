import java.util.List;

/** {@code ./portico key}: API keys of partners, for a table, a file or Redis. Runs from its source, without a build. */
final class Key {

    private Key() {}

    public static void main(String[] arguments) {
        try {
            run(List.of(arguments));
        } catch (Refusal refusal) {
            System.err.println("portico: " + refusal.getMessage());
            System.exit(refusal.status());
        }
    }

    private static void run(List<String> arguments) {
        var what = arguments.isEmpty() ? "" : arguments.getFirst();
        switch (what) {
            case "issue" -> issue(Options.of(what, arguments, Options.OF_A_KEY));
            case "list" -> list(Options.of(what, arguments, List.of()));
            case "revoke" -> revoke(Options.of(what, arguments, List.of(Options.PREFIX)));
            default -> throw Refusal.ofUse("key takes issue, list or revoke; './portico help' shows how.");
        }
    }

    /** What a program has to read stands on standard output, the key on its first line; words for people beside it. */
    private static void issue(Options options) {
        var key = IssuedKey.fresh();
        var row = Row.of(key, options);
        try (var place = Place.of(options)) {
            place.add(row);
            System.err.println("The API key of " + row.partner() + ". It is shown this once and kept nowhere:");
            System.out.println(key.text());
            System.err.println(place.whatIsLeftToDo(row));
            if (place instanceof Place.Nowhere) {
                System.out.println(row.written());
            }
        }
    }

    private static void list(Options options) {
        try (var place = Place.named(options)) {
            var rows = place.rows();
            System.out.printf("%-16s %-20s %-12s %-22s %s%n", "PREFIX", "PARTNER", "PLAN", "EXPIRES", "SCOPES");
            for (var row : rows) {
                System.out.printf(
                        "%-16s %-20s %-12s %-22s %s%n",
                        row.prefix(),
                        row.partner(),
                        row.plan().isEmpty() ? "-" : row.plan(),
                        (row.expires().isEmpty() ? "never" : row.expires()) + (row.isLive() ? "" : " (not good)"),
                        row.scopes().isEmpty() ? "-" : String.join(",", row.scopes()));
            }
        }
    }

    private static void revoke(Options options) {
        var prefix = options.value(Options.PREFIX);
        try (var place = Place.named(options)) {
            if (!place.remove(prefix)) {
                throw Refusal.of("there is no key " + prefix + " here; './portico key list' shows those that there are.");
            }
            System.err.println("Revoked: " + prefix + ". " + place.whoRefusesIt());
        }
    }
}
