import java.util.ArrayList;
import java.util.List;

/** A hash for each key, and a set of all prefixes, since nobody should have to search for them. */
final class RedisPlace implements Place {

    private static final String KEY = "portico:key:";
    private static final String PREFIXES = "portico:keys";

    private final Redis redis;

    RedisPlace(String url) {
        this.redis = new Redis(url);
    }

    @Override
    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var prefix : redis.list("SMEMBERS", PREFIXES)) {
            var fields = redis.list(
                    "HMGET", KEY + prefix, "partner", "plan", "scopes", "roles", "expires", "addresses", "hash");
            if (!fields.get(0).isEmpty()) {
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

    /** The prefix first, so that no key is good that no list shows. */
    @Override
    public void add(Row row) {
        Place.checkRoom(rows(), row.partner());
        redis.ask("SADD", PREFIXES, row.prefix());
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
