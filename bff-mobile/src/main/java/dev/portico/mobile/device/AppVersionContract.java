package dev.portico.mobile.device;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes into the OpenAPI document what {@link ReadDevice} and {@link CheckAppVersion} add to each operation: three request
 * header fields, one of the answer, and a refusal. Runs when the app is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class AppVersionContract implements OASFilter {

    private static final String TOO_OLD = "AppTooOld";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        components.addSchema(TOO_OLD, tooOld());
        document.components(components);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                    .values()
                    .forEach(AppVersionContract::complete));
        }
    }

    private static void complete(Operation operation) {
        operation
                .addParameter(header(ReadDevice.ID, "which installation of the app it is")
                        .schema(text().pattern(ReadDevice.WRITTEN_ID)))
                .addParameter(header(ReadDevice.PLATFORM, "what the app runs on")
                        .schema(text().addEnumeration("ios").addEnumeration("android")))
                .addParameter(header(ReadDevice.VERSION, "the version of the app, such as 3.4.1")
                        .schema(text().pattern(AppVersion.WRITTEN)));
        var responses = operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        var found = responses.getAPIResponse("200");
        if (found != null) {
            found.addHeader(
                    CheckAppVersion.UPGRADE,
                    OASFactory.createHeader()
                            .description("That a newer app is recommended: recommended;url=\"…\" (RFC 9651).")
                            .schema(text()));
        }
        operation.responses(responses.addAPIResponse("426", refusal()));
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(false)
                .description(description);
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("The app is too old to be served; updateUrl says where a newer one is.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(TOO_OLD))));
    }

    private static Schema tooOld() {
        return OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref("Problem"))
                .addAllOf(OASFactory.createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .addProperty(
                                "updateUrl", text().format("uri").description("Where a newer version of the app is."))
                        .required(List.of("updateUrl")));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
