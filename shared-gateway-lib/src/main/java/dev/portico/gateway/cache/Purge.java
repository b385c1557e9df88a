package dev.portico.gateway.cache;

/** What somebody wants forgotten though it is fresh. */
public sealed interface Purge {

    /** All answers with a tag, which their upstream gave them in {@code Surrogate-Key} or {@code Cache-Tag}. */
    record Tag(String name) implements Purge {}

    /**
     * All answers of an upstream to one target, whoever they are for.
     *
     * @param upstream its name in the table
     * @param target path and query as they go upstream
     */
    record Target(String upstream, String target) implements Purge {}

    /**
     * All answers of an upstream whose target begins so.
     *
     * @param upstream its name in the table
     */
    record Prefix(String upstream, String prefix) implements Purge {}

    /** All answers. */
    record Everything() implements Purge {}

    /** How many answers this takes out of a memory. Prefixes look at each key, so it is not for an event loop. */
    default int of(MemoryCache memory) {
        return switch (this) {
            case Tag(var name) -> memory.purgeTag(name);
            case Target(var upstream, var target) -> memory.purge(upstream, target);
            case Prefix(var upstream, var prefix) -> memory.purgePrefix(upstream, prefix);
            case Everything() -> memory.purgeAll();
        };
    }
}
