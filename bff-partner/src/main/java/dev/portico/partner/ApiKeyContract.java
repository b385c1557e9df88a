package dev.portico.partner;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Writes into the OpenAPI document that an API key does where a token does. Runs when the app is built. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiKeyContract implements OASFilter {

    private static final String API_KEY = "apiKey";

    /** As {@code identity.api-keys} of the table has it. */
    private static final String HEADER = "X-API-Key";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        components.addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name(HEADER)
                        .description("A key that was issued to the partner, for the same scopes."));
        document.components(components);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                    .values()
                    .forEach(ApiKeyContract::complete));
        }
    }

    /** An operation whose list of requirements is empty needs neither. */
    private static void complete(Operation operation) {
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            var either = new ArrayList<>(operation.getSecurity());
            either.add(OASFactory.createSecurityRequirement().addScheme(API_KEY));
            operation.security(either);
        }
    }
}
