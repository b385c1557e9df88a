package dev.portico.gateway.shaping;

import dev.portico.gateway.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an answer the caller wants, as the parameter {@code fields} of its query says:
 * {@code fields=id,name,images.thumb}. A field stands for all that the answer holds below it.
 */
public sealed interface ChosenFields {

    String PARAMETER = "fields";
    int MOST_NAMES = 100;
    int LONGEST = 2_000;

    /** Fields that are all known; everything where the caller chose none. */
    record Chosen(FieldTree fields) implements ChosenFields {}

    /** Something that cannot be chosen. */
    record Refused(Problem problem) implements ChosenFields {}

    /**
     * Reads the choice of a query.
     *
     * @param known the fields that there are
     */
    static ChosenFields of(@Nullable String query, FieldTree known) {
        var lists = QueryParameter.parse(query).stream()
                .filter(parameter -> parameter.name().equals(PARAMETER))
                .toList();
        return switch (lists.size()) {
            case 0 -> new Chosen(FieldTree.EVERYTHING);
            case 1 -> of(lists.getFirst(), known);
            default -> refused("Give fields once, with commas between the names.", known);
        };
    }

    private static ChosenFields of(QueryParameter list, FieldTree known) {
        var text = list.value();
        var paths = List.of(text.split(",", -1));
        if (text.length() > LONGEST || paths.size() > MOST_NAMES) {
            return refused("Choose at most " + MOST_NAMES + " fields, in at most " + LONGEST + " characters.", known);
        }
        for (var path : paths) {
            if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
                return refused("Put one comma between two fields, and one dot on the way to a field below.", known);
            }
            if (!known.holds(path)) {
                return refused("There is no field \"" + path + "\".", known);
            }
        }
        return new Chosen(FieldTree.of(paths));
    }

    private static Refused refused(String why, FieldTree known) {
        var paths = known.paths();
        return new Refused(new Problem.BadRequest(
                paths.isEmpty() ? why : why + " The fields are " + String.join(", ", paths) + "."));
    }

    /** A query without the choice, which is not for upstreams; null where nothing is left. */
    static @Nullable String without(@Nullable String query) {
        var parameters = QueryParameter.parse(query);
        return parameters.removeIf(parameter -> parameter.name().equals(PARAMETER))
                ? QueryParameter.query(parameters)
                : query;
    }
}
