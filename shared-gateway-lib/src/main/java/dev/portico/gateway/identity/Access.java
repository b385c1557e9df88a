package dev.portico.gateway.identity;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Who may use a row. */
public sealed interface Access {

    /**
     * Everyone.
     *
     * @param ignoringBadTokens whether a token that does not verify counts as none, instead of ending in 401
     */
    record Anyone(boolean ignoringBadTokens) implements Access {}

    /** Every caller that is proven. */
    record AnyCaller() implements Access {}

    /** A proven caller with these roles and these scopes. */
    record Holding(Wanted roles, Wanted scopes) implements Access {}

    /**
     * What a caller has to hold.
     *
     * @param any one of these; empty asks for none
     * @param all each of these; empty asks for none
     */
    record Wanted(Set<String> any, Set<String> all) {

        /** Asks for nothing. */
        public static final Wanted NOTHING = new Wanted(Set.of(), Set.of());

        public static Wanted anyOf(Set<String> names) {
            return new Wanted(names, Set.of());
        }

        public static Wanted allOf(Set<String> names) {
            return new Wanted(Set.of(), names);
        }

        boolean metBy(Set<String> held) {
            return (any.isEmpty() || !Collections.disjoint(any, held)) && held.containsAll(all);
        }

        /** As it is said, for whoever pins what a table lets in. */
        @Override
        public String toString() {
            if (equals(NOTHING)) {
                return "nothing";
            }
            var any = any().isEmpty() ? "" : "any of " + new TreeSet<>(any());
            var all = all().isEmpty() ? "" : "all of " + new TreeSet<>(all());
            return any + (any.isEmpty() || all.isEmpty() ? "" : " and ") + all;
        }

        /** All names, in their order. */
        public Set<String> names() {
            var names = new TreeSet<>(all);
            names.addAll(any);
            return names;
        }
    }
}
