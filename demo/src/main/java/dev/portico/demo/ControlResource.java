package dev.portico.demo;

import dev.portico.demo.wire.Answer;
import dev.portico.demo.wire.DemoService;
import dev.portico.demo.wire.Switches;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The control API: shows the services, and opens, closes, slows or breaks each of them. */
@Path("/services")
@Produces(MediaType.APPLICATION_JSON)
final class ControlResource {

    private final DemoServices demo;

    ControlResource(DemoServices demo) {
        this.demo = demo;
    }

    @GET
    public String all() {
        var items = demo.services().stream()
                .map(ControlResource::state)
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
        return new JsonObject().put("items", items).put("total", items.size()).encode();
    }

    @GET
    @Path("/{name}")
    public Response one(@PathParam("name") String name) {
        return demo.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(service -> Response.ok(state(service).encode()).build())
                .orElseGet(() -> response(Answer.notFound("service", name)));
    }

    @PUT
    @Path("/{name}")
    public Response change(@PathParam("name") String name, String body) {
        var found = demo.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return response(Answer.notFound("service", name));
        }
        var service = found.get();
        return switch (service.switches().changedBy(body)) {
            case Switches.Reading.Refused(var detail) -> response(Answer.problem(400, detail));
            case Switches.Reading.Changed(var wanted) -> set(service, wanted);
        };
    }

    private static Response set(DemoService service, Switches wanted) {
        try {
            service.set(wanted);
            return Response.ok(state(service).encode()).build();
        } catch (IllegalStateException portTaken) {
            return response(Answer.problem(
                    409,
                    "Port " + service.port() + " is in use by something else, so " + service.name()
                            + " stays closed."));
        }
    }

    private static JsonObject state(DemoService service) {
        var switches = service.switches();
        return new JsonObject()
                .put("name", service.name())
                .put("url", service.url())
                .put("up", switches.up())
                .put("delayMs", switches.delayMs())
                .put("failureRate", switches.failureRate())
                .put("requests", service.requests());
    }

    private static Response response(Answer.Whole problem) {
        var response = Response.status(problem.status()).entity(problem.body().toString());
        problem.headers().forEach(response::header);
        return response.build();
    }
}
