import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands behind a command: options with values, and a prefix where one is wanted. */
final class Options {

    static final String PREFIX = "PREFIX";
    static final List<String> OF_A_KEY =
            List.of("--partner", "--plan", "--scopes", "--roles", "--expires", "--addresses");

    private static final List<String> PLACES = List.of("--redis", "--file");

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @param taken the options that the command takes besides those of places; {@link #PREFIX} for a word without option */
    static Options of(String command, List<String> arguments, List<String> taken) {
        var values = new HashMap<String, String>();
        var rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            if (!name.startsWith("-") && taken.contains(PREFIX) && !values.containsKey(PREFIX)) {
                // A whole key may have been pasted; its secret must not go on into messages.
                var dot = name.indexOf('.');
                values.put(PREFIX, dot < 0 ? name : name.substring(0, dot));
            } else if (taken.contains(name) || PLACES.contains(name)) {
                if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
                    throw Refusal.ofUse(name + " needs a value.");
                }
                if (values.put(name, rest.removeFirst()) != null) {
                    throw Refusal.ofUse(name + " stands there twice.");
                }
            } else {
                throw Refusal.ofUse("key " + command + " has no option '" + name + "'; './portico help' shows those it has.");
            }
        }
        if (taken.contains(PREFIX) && !values.containsKey(PREFIX)) {
            throw Refusal.ofUse("key " + command + " needs the prefix of a key, which looks like pk_0123456789ab.");
        }
        if (values.containsKey("--redis") && values.containsKey("--file")) {
            throw Refusal.ofUse("a key is kept in one place: --redis or --file.");
        }
        return new Options(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Empty where it is not there. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** The words between commas. */
    List<String> list(String name) {
        return value(name).isEmpty() ? List.of() : List.of(value(name).split(",", -1));
    }
}
