package org.example.profile;

import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.restclient.UpstreamCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.example.profile.People.Person;
import org.example.profile.People.Points;

/** A person and their points. */
@Path("/profile/{id}")
@RequestScoped
public class ProfileResource {

    private static final Duration TIME = Duration.ofMillis(500);
    private static final Screen<String> PROFILE = new Screen<>(TIME, 2);
    private static final Points NONE = new Points(0);

    /** What the client gets. */
    public record ProfileView(String name, int points, List<String> missing) {}

    private final Exchange exchange;
    private final People people;

    ProfileResource(Exchange exchange, @RestClient People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @GET
    public Uni<ProfileView> profile(@PathParam("id") String id) {
        var profile = PROFILE.on(exchange);

        var person = profile.required("person", TIME, part -> person(part, id));
        var points = profile.optional("points", Duration.ofMillis(200), NONE, part -> points(part, id));

        return profile.reply(
                () -> new ProfileView(person.get().name(), points.get().points(), profile.missing()));
    }

    private Uni<Person> person(PartContext part, String id) {
        return UpstreamCall.on(part, call -> people.person(call, id))
                .onItem()
                .ifNull()
                .failWith(NotFoundException::new);
    }

    private Uni<Points> points(PartContext part, String id) {
        return UpstreamCall.on(part, call -> people.points(call, id));
    }

    @PUT
    public Uni<ProfileView> rename(@PathParam("id") String id, Person changed) {
        return PROFILE.single(exchange, part -> UpstreamCall.on(part, call -> people.rename(call, id, changed)))
                .map(person -> new ProfileView(person.name(), 0, List.of()));
    }
}
