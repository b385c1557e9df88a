import java.nio.file.Path;
import java.util.List;

/** Where keys are kept. */
sealed interface Place extends AutoCloseable permits FilePlace, RedisPlace, Place.Nowhere {

    /** So many good keys a partner may have: the old one, and the one that takes its place. */
    int MOST_OF_A_PARTNER = 2;

    /** The one that the options name, or nowhere. */
    static Place of(Options options) {
        if (options.has("--file")) {
            return new FilePlace(Path.of(options.value("--file")));
        }
        return options.has("--redis") ? new RedisPlace(options.value("--redis")) : new Nowhere();
    }

    /** The one that the options name. */
    static Place named(Options options) {
        if (!options.has("--file") && !options.has("--redis")) {
            throw Refusal.ofUse("name the place of the keys: --file FILE or --redis URL.");
        }
        return of(options);
    }

    List<Row> rows();

    void add(Row row);

    /** Whether it was there. */
    boolean remove(String prefix);

    String whatIsLeftToDo(Row row);

    /** Who refuses a key that was removed, and when. */
    String whoRefusesIt();

    @Override
    void close();

    /** @throws Refusal where the partner has as many good keys as it may have */
    static void checkRoom(List<Row> rows, String partner) {
        var live = rows.stream()
                .filter(row -> row.partner().equals(partner) && row.isLive())
                .map(Row::prefix)
                .toList();
        if (live.size() >= MOST_OF_A_PARTNER) {
            throw Refusal.of(partner + " has " + live.size() + " keys that are good: " + String.join(", ", live)
                    + ". Revoke one of them first.");
        }
    }

    /** The row goes into a table by hand. */
    record Nowhere() implements Place {

        @Override
        public List<Row> rows() {
            return List.of();
        }

        @Override
        public void add(Row row) {}

        @Override
        public boolean remove(String prefix) {
            return false;
        }

        @Override
        public String whatIsLeftToDo(Row row) {
            return "Its row, to be put under identity.api-keys.keys of gateway.yaml:";
        }

        @Override
        public String whoRefusesIt() {
            return "";
        }

        @Override
        public void close() {}
    }
}
