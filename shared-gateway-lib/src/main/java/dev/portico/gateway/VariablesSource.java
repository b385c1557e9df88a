package dev.portico.gateway;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Answers expressions only: it lists no names, so nothing of it can become a row of the table. */
final class VariablesSource implements ConfigSource {

    private final TableFile.Variables variables;

    VariablesSource(TableFile.Variables variables) {
        this.variables = variables;
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public @Nullable String getValue(String name) {
        return name.startsWith("gateway.") || name.startsWith("smallrye.")
                ? null
                : variables.value(name).orElse(null);
    }

    @Override
    public String getName() {
        return "variables";
    }

    @Override
    public int getOrdinal() {
        return 100;
    }
}
