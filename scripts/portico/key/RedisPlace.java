import java.util.ArrayList;
import java.util.List;

/** A hash for each key, and a set of all prefixes, since nobody should have to search for them. */
final class RedisPlace implements Place {

    private static final String KEY = "portico:key:";
    private static final String PREFIXES = "portico:keys";

    private static final int TRIES = 5;

    private final String url;
    private final Redis redis;

    RedisPlace(String url) {
        this.url = url;
        this.redis = new Redis(url);
    }

    @Override
    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var prefix : redis.list("SMEMBERS", PREFIXES)) {
            var fields = fields(prefix);
            if (!fields.isEmpty() && !fields.get(0).isEmpty()) {
                rows.add(new Row(
                        prefix,
                        fields.get(0),
                        fields.get(1),
                        words(fields.get(2)),
                        words(fields.get(3)),
                        fields.get(4),
                        words(fields.get(5)),
                        fields.get(6)));
            }
        }
        rows.sort((one, other) -> (one.partner() + " " + one.prefix()).compareTo(other.partner() + " " + other.prefix()));
        return rows;
    }

    /** Nothing where somebody has put something else there, which lets nobody in and must not hide the others. */
    private List<String> fields(String prefix) {
        try {
            return redis.list(
                    "HMGET", KEY + prefix, "partner", "plan", "scopes", "roles", "expires", "addresses", "hash");
        } catch (Refusal refused) {
            if (!refused.getMessage().contains("WRONGTYPE")) {
                throw refused;
            }
            System.err.println("portico: " + KEY + prefix + " is no hash and left out.");
            return List.of();
        }
    }

    @Override
    public void add(Row row) {
        for (int tries = 0; tries < TRIES; tries++) {
            if (isAdded(row)) {
                return;
            }
        }
        throw Refusal.of("others are issuing or revoking keys all the while; try again.");
    }

    /**
     * Two at once would both find room for their key. So whoever finds the prefixes changed since it looked takes its own key
     * back, which nobody has seen yet, and looks again. The hash first, so that who sees a prefix can count its key. The
     * watch has a connection of its own: in a cluster the other one goes from node to node.
     */
    private boolean isAdded(Row row) {
        try (var watch = new Redis(url)) {
            watch.ask("WATCH", PREFIXES);
            Place.checkRoom(rows(), row.partner());
            store(row);
            watch.ask("MULTI");
            watch.ask("SADD", PREFIXES, row.prefix());
            var added = !watch.list("EXEC").isEmpty();
            if (!added) {
                redis.ask("DEL", KEY + row.prefix());
            }
            return added;
        }
    }

    private void store(Row row) {
        var command = new ArrayList<>(List.of("HSET", KEY + row.prefix(), "partner", row.partner(), "hash", row.hash()));
        field(command, "plan", row.plan());
        field(command, "scopes", String.join(",", row.scopes()));
        field(command, "roles", String.join(",", row.roles()));
        field(command, "expires", row.expires());
        field(command, "addresses", String.join(",", row.addresses()));
        redis.ask(command.toArray(String[]::new));
    }

    @Override
    public boolean remove(String prefix) {
        var removed = redis.ask("DEL", KEY + prefix).equals("1");
        redis.ask("SREM", PREFIXES, prefix);
        return removed;
    }

    @Override
    public String whatIsLeftToDo(Row row) {
        return "It is kept in Redis and good at once.";
    }

    @Override
    public String whoRefusesIt() {
        return "Every instance refuses it within five seconds.";
    }

    @Override
    public void close() {
        redis.close();
    }

    private static void field(List<String> command, String name, String value) {
        if (!value.isEmpty()) {
            command.addAll(List.of(name, value));
        }
    }

    private static List<String> words(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(","));
    }
}
