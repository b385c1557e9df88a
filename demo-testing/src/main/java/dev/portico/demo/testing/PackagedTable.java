package dev.portico.demo.testing;

import dev.portico.gateway.CompiledTable;
import dev.portico.gateway.Destination;
import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import dev.portico.gateway.identity.Access;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table that an app is built with, as far as its OpenAPI document has to agree with it. */
public final class PackagedTable {

    private PackagedTable() {}

    /** Who may use the row of each screen, by its path and in the words of {@link ApiDocument#security}. */
    public static SortedMap<String, Set<String>> security() {
        var table = TableCompiler.compile(TableFile.find(Optional.empty()), name -> Optional.empty());
        var security = new TreeMap<String, Set<String>>();
        for (var row : table.rows().rows()) {
            if (isScreen(table, row.route().number())) {
                security.put(
                        row.route().pattern(),
                        words(table.rows().accessByRoute().get(row.route().number())));
            }
        }
        return security;
    }

    private static boolean isScreen(CompiledTable table, int row) {
        return table.rows().destinationByRoute().get(row) instanceof Destination.Screen;
    }

    /** Each name of which any is wanted is another way in, and wants all others too. */
    private static Set<String> words(Access access) {
        return switch (access) {
            case Access.Anyone anyone -> Set.of();
            case Access.AnyCaller() -> Set.of("bearer []");
            case Access.Holding(var roles, var scopes) ->
                ways(roles)
                        .flatMap(role -> ways(scopes).map(scope -> Stream.concat(role.stream(), scope.stream())
                                .sorted()
                                .collect(Collectors.joining(", ", "bearer [", "]"))))
                        .collect(Collectors.toSet());
        };
    }

    private static Stream<Set<String>> ways(Access.Wanted wanted) {
        return wanted.any().isEmpty()
                ? Stream.of(wanted.all())
                : wanted.any().stream().map(one -> {
                    var way = new TreeSet<>(wanted.all());
                    way.add(one);
                    return way;
                });
    }
}
