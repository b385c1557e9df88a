package dev.portico.gateway.identity;

import dev.portico.gateway.exchange.FieldName;
import java.util.Collection;
import java.util.Set;

/**
 * A set of names of header fields, in any spelling. Most names are told apart by their first character and their length, so
 * that a request's ordinary fields need not be folded to be let through.
 */
final class FieldNames {

    private final Set<String> folded;

    /** For each first character, the lengths as bits; those from 64 on share the bits with the short ones. */
    private final long[] lengths = new long[128];

    /** @param folded the names, as {@link FieldName#folded} spells them */
    FieldNames(Collection<String> folded) {
        this.folded = Set.copyOf(folded);
        for (var name : folded) {
            lengths[name.charAt(0)] |= 1L << name.length();
        }
    }

    boolean includes(String name) {
        return mayInclude(name) && folded.contains(FieldName.folded(name));
    }

    private boolean mayInclude(String name) {
        return !name.isEmpty() && (lengths[FieldName.folded(name.charAt(0))] & 1L << name.length()) != 0;
    }
}
