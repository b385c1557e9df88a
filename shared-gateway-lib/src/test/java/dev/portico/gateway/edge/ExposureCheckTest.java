package dev.portico.gateway.edge;

import static dev.portico.gateway.composition.Sensitivity.INTERNAL;
import static dev.portico.gateway.composition.Sensitivity.PERSONAL;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portico.gateway.composition.Exposes;
import dev.portico.gateway.composition.Sensitive;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.jandex.Indexer;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

/** An app whose answers hold more than its resources say that they expose is not built. */
class ExposureCheckTest {

    record Plain(String id) {}

    record Account(Customer customer, Plain other) {}

    record Customer(@Sensitive(PERSONAL) String name, String tier) {}

    @Sensitive(INTERNAL)
    record RiskScore(int points) {}

    record Page<T>(List<T> items) {}

    sealed interface Contact permits Mail, Robot {}

    record Mail(@Sensitive(PERSONAL) String address) implements Contact {}

    record Robot(int number) implements Contact {}

    record Family(@Sensitive(PERSONAL) String name, List<Family> children) {}

    abstract static class Harmless {
        @GET
        abstract Uni<Plain> plain();

        @POST
        @RequestBody(content = @Content(schema = @Schema(implementation = Customer.class)))
        @APIResponseSchema(Plain.class)
        abstract Response change();

        @GET
        abstract Uni<Page<Plain>> page();

        @GET
        abstract Uni<RestResponse<Map<String, Plain[]>>> map();

        abstract Customer notServed();
    }

    @Test
    void what_nobody_tagged_needs_no_word() {
        assertThatCode(() -> check(Harmless.class)).doesNotThrowAnyException();
    }

    abstract static class Silent {
        @GET
        abstract Uni<Account> account();
    }

    @Test
    void a_tagged_component_needs_a_word_however_deep_it_is() {
        assertThatThrownBy(() -> check(Silent.class))
                .hasMessageContaining("Silent.account answers with Account.customer.name, which is PERSONAL:"
                        + " leave it out of the answer, or say @Exposes(PERSONAL) on the method");
    }

    abstract static class Outspoken {
        @GET
        @Exposes(PERSONAL)
        abstract Uni<Account> account();
    }

    @Exposes({PERSONAL, INTERNAL})
    abstract static class OutspokenAltogether {
        @GET
        abstract Customer customer();

        @GET
        abstract RiskScore risk();
    }

    @Test
    void the_word_on_the_method_or_on_the_resource_lets_it_out() {
        assertThatCode(() -> check(Outspoken.class)).doesNotThrowAnyException();
        assertThatCode(() -> check(OutspokenAltogether.class)).doesNotThrowAnyException();
    }

    abstract static class OfAnotherKind {
        @GET
        @Exposes(INTERNAL)
        abstract Customer customer();
    }

    @Test
    void one_kind_of_word_is_not_the_other_and_says_nothing_in_advance() {
        assertThatThrownBy(() -> check(OfAnotherKind.class))
                .hasMessageContaining("answers with Customer.name, which is PERSONAL")
                .hasMessageContaining("answers with nothing that is INTERNAL: take the word away from the method");
    }

    abstract static class Wrapped {
        @GET
        abstract Uni<Page<RiskScore>> page();

        @GET
        abstract Map<String, Mail[]> map();

        @GET
        abstract Family family();
    }

    @Test
    void lists_maps_generic_records_and_those_that_hold_themselves_are_looked_into() {
        assertThatThrownBy(() -> check(Wrapped.class))
                .hasMessageContaining("Wrapped.page answers with RiskScore, which is INTERNAL")
                .hasMessageContaining("Wrapped.map answers with Mail.address, which is PERSONAL")
                .hasMessageContaining("Wrapped.family answers with Family.name, which is PERSONAL");
    }

    abstract static class OneOfSeveral {
        @GET
        abstract Contact contact();
    }

    @Test
    void what_may_stand_for_a_sealed_type_is_looked_into() {
        assertThatThrownBy(() -> check(OneOfSeveral.class))
                .hasMessageContaining("answers with Contact.address, which is PERSONAL");
    }

    abstract static class Untyped {
        @GET
        @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Customer.class)))
        abstract Response customer();
    }

    @Test
    void a_response_is_what_its_documentation_says() {
        assertThatThrownBy(() -> check(Untyped.class)).hasMessageContaining("answers with Customer.name");
    }

    abstract static class Opaque {
        @GET
        abstract Response response();

        @GET
        @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Plain.class)))
        abstract Uni<RestResponse<?>> wildcard();

        @GET
        abstract Uni<Map<String, Object>> object();

        @GET
        @APIResponseSchema(Bag.class)
        abstract Response bag();

        @GET
        abstract Foreign foreign();
    }

    record Bag(String id, List<Object> more) {}

    /** As one of a jar without an index. */
    static final class Foreign {}

    @Test
    void what_cannot_be_looked_into_is_not_passed_over() {
        assertThatThrownBy(() -> check(Opaque.class))
                .hasMessageContaining(
                        "Opaque.response answers with jakarta.ws.rs.core.Response, which may hold anything")
                .hasMessageContaining("Opaque.wildcard answers with java.lang.Object, which may hold anything")
                .hasMessageContaining("Opaque.object answers with java.lang.Object, which may hold anything")
                .hasMessageContaining("Opaque.bag answers with Bag.more (java.lang.Object), which may hold anything")
                .hasMessageContaining("Foreign, of which the build knows nothing");
    }

    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Customer.class)))
    abstract static class DescribedAltogether {
        @GET
        abstract Response customer();
    }

    @Test
    void what_is_said_of_all_methods_of_a_resource_is_said_of_each() {
        assertThatThrownBy(() -> check(DescribedAltogether.class)).hasMessageContaining("answers with Customer.name");
    }

    record Total(@JsonProperty("id") String id) {

        @JsonProperty("customer")
        Customer whose() {
            return new Customer("", id);
        }

        RiskScore notWritten() {
            return new RiskScore(1);
        }
    }

    abstract static class WithMore {
        @GET
        abstract Total total();
    }

    @Test
    void what_is_written_beside_the_components_is_looked_into() {
        assertThatThrownBy(() -> check(WithMore.class))
                .hasMessageContaining("answers with Total.whose.name, which is PERSONAL")
                .message()
                .doesNotContain("INTERNAL");
    }

    record Visit(String id, boolean isFirst) {

        public String getGuest() {
            return "guest";
        }

        public boolean isLate() {
            return false;
        }

        public String issue() {
            return "none";
        }

        @JsonIgnore
        public String getIgnored() {
            return "ignored";
        }
    }

    abstract static class WithGetters {
        @GET
        abstract List<Visit> visits();
    }

    @Test
    void a_method_that_only_looks_like_a_component_is_refused() {
        assertThatThrownBy(() -> check(WithGetters.class))
                .hasMessageContaining("visits has in its contract Visit.getGuest(), which is no component")
                .hasMessageContaining("visits has in its contract Visit.isLate(), which is no component")
                .message()
                .doesNotContain("isFirst", "issue", "getIgnored");
    }

    interface Client {
        @GET
        Uni<Account> account();
    }

    @Test
    void what_is_asked_of_others_is_no_answer() {
        assertThatCode(() -> check(Client.class)).doesNotThrowAnyException();
    }

    private static void check(Class<?> resource) throws IOException {
        var indexer = new Indexer();
        indexer.indexClass(resource);
        for (var type : ExposureCheckTest.class.getDeclaredClasses()) {
            if (type.isRecord() || type == Contact.class) {
                indexer.indexClass(type);
            }
        }
        new ExposureCheck(indexer.complete()).filterOpenAPI(OASFactory.createOpenAPI());
    }
}
