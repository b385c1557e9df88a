package org.example.profile;

import dev.portico.gateway.restclient.OverUpstream;
import dev.portico.gateway.restclient.UpstreamCall;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the profile reads and writes of the people service. */
@RegisterRestClient(baseUri = "http://people") // the upstream of this name in gateway.yaml
@RegisterProvider(OverUpstream.class)
interface People {

    record Person(String name) {}

    record Points(int points) {}

    @GET
    @Path("/people/{id}")
    Uni<Person> person(@HeaderParam(UpstreamCall.FIELD) UpstreamCall call, @PathParam("id") String id);

    @GET
    @Path("/points")
    Uni<Points> points(@HeaderParam(UpstreamCall.FIELD) UpstreamCall call, @QueryParam("of") String id);

    @PUT
    @Path("/people/{id}")
    Uni<Person> rename(@HeaderParam(UpstreamCall.FIELD) UpstreamCall call, @PathParam("id") String id, Person changed);
}
