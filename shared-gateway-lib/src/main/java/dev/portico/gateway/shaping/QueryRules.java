package dev.portico.gateway.shaping;

import org.jspecify.annotations.Nullable;

/**
 * What a row changes of the query ({@code application/x-www-form-urlencoded}, as the URL standard has it). Parameters that
 * no rule names keep their place and their encoding; names are compared decoded and case-sensitive.
 */
public record QueryRules(FieldRules rules) {

    /** The query that goes upstream, or null where nothing is left. */
    public @Nullable String apply(@Nullable String query) {
        if (rules.isEmpty()) {
            return query;
        }
        var parameters = QueryParameter.parse(query);
        parameters.replaceAll(parameter -> {
            var to = rules.rename().get(parameter.name());
            return to == null ? parameter : parameter.renamed(to);
        });
        parameters.removeIf(parameter ->
                rules.remove().contains(parameter.name()) || rules.set().containsKey(parameter.name()));
        rules.set().forEach((name, value) -> parameters.add(QueryParameter.of(name, value)));
        rules.add().forEach((name, value) -> parameters.add(QueryParameter.of(name, value)));
        return QueryParameter.query(parameters);
    }
}
