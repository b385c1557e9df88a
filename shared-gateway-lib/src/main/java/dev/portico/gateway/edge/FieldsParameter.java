package dev.portico.gateway.edge;

import dev.portico.gateway.shaping.ChosenFields;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes into an OpenAPI document that a caller may choose fields: at each operation for GET whose good answer is JSON with
 * fields, unless it has a parameter of that name itself. {@link ScreenFields} goes by what is written here.
 */
final class FieldsParameter {

    /** How an operation refers to it. */
    static final String REFERENCE = "#/components/parameters/" + ChosenFields.PARAMETER;

    private static final String SCHEMAS = "#/components/schemas/";

    private final Components components;

    private FieldsParameter(Components components) {
        this.components = components;
    }

    static void document(Collection<PathItem> items, Components components) {
        var parameter = new FieldsParameter(components);
        for (var item : items) {
            var get = item.getGET();
            if (get != null
                    && !declares(item.getParameters())
                    && !declares(get.getParameters())
                    && parameter.suits(get)) {
                get.addParameter(OASFactory.createParameter().ref(REFERENCE));
                components.addParameter(ChosenFields.PARAMETER, described());
            }
        }
    }

    private static boolean declares(@Nullable List<Parameter> parameters) {
        return parameters != null
                && parameters.stream().anyMatch(each -> ChosenFields.PARAMETER.equals(each.getName()));
    }

    private boolean suits(Operation operation) {
        var responses = operation.getResponses();
        var answer = responses == null ? null : responses.getAPIResponse("200");
        if (answer == null || answer.getContent() == null || answer.getContent().getMediaTypes() == null) {
            return false;
        }
        return answer.getContent().getMediaTypes().entrySet().stream()
                .filter(type -> ScreenFields.isJson(type.getKey()))
                .anyMatch(type -> hasFields(type.getValue().getSchema(), new HashSet<>()));
    }

    /** @param seen the references on the way here */
    private boolean hasFields(@Nullable Schema schema, Set<String> seen) {
        if (schema == null) {
            return false;
        }
        var reference = schema.getRef();
        if (reference != null) {
            return seen.add(reference) && hasFields(referred(reference), seen);
        }
        return schema.getProperties() != null && !schema.getProperties().isEmpty()
                || schema.getAdditionalPropertiesSchema() != null
                || hasFields(schema.getItems(), seen)
                || Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .anyMatch(part -> hasFields(part, seen));
    }

    private @Nullable Schema referred(String reference) {
        return components.getSchemas() == null || !reference.startsWith(SCHEMAS)
                ? null
                : components.getSchemas().get(reference.substring(SCHEMAS.length()));
    }

    private static Parameter described() {
        return OASFactory.createParameter()
                .name(ChosenFields.PARAMETER)
                .in(Parameter.In.QUERY)
                .description("The only fields that the answer has to have, with dots on the way to fields below others,"
                        + " through lists too; a field stands for all below it. Without it the answer has all of them.")
                .style(Parameter.Style.FORM)
                .explode(false)
                .example("id,name,images.thumb")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.ARRAY)
                        .maxItems(ChosenFields.MOST_NAMES)
                        .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
}
