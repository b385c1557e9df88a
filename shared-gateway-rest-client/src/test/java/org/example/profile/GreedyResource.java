package org.example.profile;

import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.restclient.UpstreamCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.example.profile.People.Person;

/** A screen that makes more calls than it declares. */
@Path("/greedy")
@RequestScoped
public class GreedyResource {

    private static final Screen<?> GREEDY = new Screen<>(Duration.ofMillis(500), 1);

    private final Exchange exchange;
    private final People people;

    GreedyResource(Exchange exchange, @RestClient People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @GET
    public Uni<Person> greedy() {
        return GREEDY.single(exchange, part -> UpstreamCall.on(part, call -> people.person(call, "kim"))
                .chain(first -> UpstreamCall.on(part, call -> people.person(call, "robin"))));
    }
}
