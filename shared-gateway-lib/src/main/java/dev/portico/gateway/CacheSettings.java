package dev.portico.gateway;

import dev.portico.gateway.cache.CacheRule;
import dev.portico.gateway.exchange.Route;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the table says of keeping answers.
 *
 * @param memory how many bytes all answers may take together
 * @param largest how many bytes the content of one may have
 * @param rulesByUpstream for each upstream of which answers are kept
 */
public record CacheSettings(long memory, int largest, Map<String, Rules> rulesByUpstream) {

    public CacheSettings {
        rulesByUpstream = Map.copyOf(rulesByUpstream);
    }

    /**
     * Which answers of one upstream are kept.
     *
     * @param byRow those to calls of proxied rows, by the name of the row
     * @param ofScreens those to calls that screens make; null where they are not kept
     * @param renewal how long a call may take for which no client waits
     */
    public record Rules(Map<String, CacheRule> byRow, @Nullable CacheRule ofScreens, Duration renewal) {

        public Rules {
            byRow = Map.copyOf(byRow);
        }

        /** The parameters that count, for each of them where not all do. */
        Set<Set<String>> counted() {
            return Stream.concat(byRow.values().stream(), Stream.ofNullable(ofScreens))
                    .flatMap(rule -> rule.query().stream())
                    .collect(Collectors.toSet());
        }

        Optional<CacheRule> of(Route route, Destination destination) {
            return Optional.ofNullable(
                    switch (destination) {
                        case Destination.Proxied proxied -> byRow.get(route.name());
                        case Destination.Screen screen -> ofScreens;
                    });
        }
    }
}
