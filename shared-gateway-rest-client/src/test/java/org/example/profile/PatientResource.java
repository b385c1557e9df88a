package org.example.profile;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.restclient.UpstreamCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.example.profile.People.Person;
import org.jspecify.annotations.Nullable;

/** A screen that waits for long. */
@Path("/patient")
@RequestScoped
public class PatientResource {

    private static final Screen<?> PATIENT = new Screen<>(Duration.ofSeconds(30), 1);

    private final Exchange exchange;
    private final People people;

    PatientResource(Exchange exchange, @RestClient People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @GET
    public Uni<Person> patient(@QueryParam("id") @Nullable String id) {
        return PATIENT.single(
                exchange, part -> UpstreamCall.on(part, call -> people.person(call, id == null ? "kim" : id)));
    }
}
