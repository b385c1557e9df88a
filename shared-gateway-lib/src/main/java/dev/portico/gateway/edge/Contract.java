package dev.portico.gateway.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Writes into the OpenAPI document of an app what the gates and the edge add to each of its operations: the bearer token,
 * the refusals and failures, all of one shape, and the choice of fields. Runs when the app is built.
 *
 * <p>Each operation needs the token unless its resource says otherwise: {@code @SecurityRequirements} with nothing in it
 * where anyone may ask, {@code @SecurityRequirement(name = "bearer", scopes = …)} where the row wants scopes;
 * {@code @RolesAllowed} names its roles by itself.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class Contract implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> REFUSALS = Map.of(
            "400", "The request cannot be understood in exactly one way.",
            "401", "There is no token, or it does not prove a caller.",
            "403", "The caller may not do this.",
            "429", "A limit is used up; Retry-After says until when.",
            "500", "A defect on this side.",
            "502", "A service that this needs cannot be reached or gives no sound answer.",
            "503", "A service that this needs is busy.",
            "504", "A service that this needs does not answer in time.");

    /** Of an operation that needs no token; one that is sent all the same has to be good. */
    private static final Map<String, String> REFUSALS_OF_OPEN =
            Map.of("401", "A token came with it and does not prove a caller.");

    private static final Map<String, String> REFUSALS_OF_BODIES = Map.of(
            "411", "The body has no Content-Length.",
            "413", "The body is larger than is allowed here.",
            "415", "The body is of another media type.");

    private static final Map<String, String> REFUSALS_OF_ONE =
            Map.of("404", "There is none of that name, or it is not the caller's.");

    /** By the server before anything else looks at the request, so with no content. */
    private static final SortedMap<String, String> REFUSALS_OF_HEADS = new TreeMap<>(Map.of(
            "414", "The address is too long. There is no content.",
            "431", "The header fields are too large. There is no content."));

    private final RequiredComponents required;

    /** @param index of the classes of the app; the build hands it over */
    public Contract(IndexView index) {
        this.required = new RequiredComponents(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        if (components.getSchemas() != null) {
            components.getSchemas().forEach(required::list);
        }
        components.addSchema(PROBLEM, problem());
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        document.components(components);
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            var items = document.getPaths().getPathItems();
            items.forEach(Contract::complete);
            FieldsParameter.document(items.values(), components);
        }
    }

    private static void complete(String path, PathItem item) {
        for (var operation : item.getOperations().values()) {
            var refusals = new TreeMap<>(REFUSALS);
            if (operation.getSecurity() != null && operation.getSecurity().isEmpty()) {
                refusals.putAll(REFUSALS_OF_OPEN);
            }
            if (operation.getRequestBody() != null) {
                refusals.putAll(REFUSALS_OF_BODIES);
            }
            if (path.contains("{")) {
                refusals.putAll(REFUSALS_OF_ONE);
            }
            complete(operation, refusals);
        }
    }

    private static void complete(Operation operation, Map<String, String> refusals) {
        var responses = operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        declaredRefusals(responses).forEach(refusals::putIfAbsent);
        refusals.forEach((status, why) -> {
            var declared = responses.getAPIResponse(status);
            if (declared == null || declared.getContent() == null) {
                responses.addAPIResponse(
                        status,
                        refusal(
                                declared == null || declared.getDescription() == null
                                        ? why
                                        : declared.getDescription()));
            }
        });
        REFUSALS_OF_HEADS.forEach((status, why) -> {
            if (responses.getAPIResponse(status) == null) {
                responses.addAPIResponse(status, OASFactory.createAPIResponse().description(why));
            }
        });
        operation.responses(responses);
    }

    /** Those that a resource names itself, in its own words. */
    private static Map<String, String> declaredRefusals(APIResponses responses) {
        var declared = new TreeMap<String, String>();
        if (responses.getAPIResponses() != null) {
            responses.getAPIResponses().forEach((status, response) -> {
                if (status.startsWith("4") || status.startsWith("5")) {
                    declared.put(status, response.getDescription() == null ? "" : response.getDescription());
                }
            });
        }
        return declared;
    }

    private static APIResponse refusal(String why) {
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemJson.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .description("A refusal or a failure (RFC 9457).")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text("What kind of problem it is, as a URI."))
                .addProperty("title", text("The kind in words."))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status."))
                .addProperty("detail", text("What happened this time, and what to do about it."))
                .addProperty("requestId", text("To be named when the problem is reported."))
                .addProperty(
                        "violated-policies",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(text("As in RateLimit-Policy."))
                                .description("The limits that refused, of a refusal by limits."))
                .addProperty("plan", text("The caller's plan, of a refusal because it does not include this."))
                .addProperty("quota", text("Which quota is used up, of a refusal by a quota: `day` or `month`."))
                .required(List.of("type", "title", "status", "detail", "requestId"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
