package dev.portico.gateway.cache;

import dev.portico.gateway.exchange.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a cache has to know of the upstream that it stands before.
 *
 * @param name its name in the table
 * @param origins scheme and authority of each instance, as they may stand in what it answers
 * @param rules what each row says; empty for one whose answers are not kept
 * @param counted the parameters that count, for each row where not all do: a change is one of their answers too
 * @param renewal how long a validation may take for which no client waits
 */
public record CachedUpstream(
        String name,
        List<String> origins,
        Function<Route, Optional<CacheRule>> rules,
        Set<Set<String>> counted,
        Duration renewal) {}
