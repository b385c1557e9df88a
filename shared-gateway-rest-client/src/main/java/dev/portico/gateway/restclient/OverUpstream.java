package dev.portico.gateway.restclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.composition.StrictJson;
import dev.portico.gateway.exchange.Body;
import dev.portico.gateway.exchange.Cacheability;
import dev.portico.gateway.exchange.Call;
import dev.portico.gateway.exchange.Cancellation;
import dev.portico.gateway.exchange.Reply;
import dev.portico.gateway.exchange.UpstreamFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ContextResolver;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Lets the calls of a REST client interface go through the upstream of the table that the host of its base URI names:
 * {@code @RegisterRestClient(baseUri = "http://users")} with {@code @RegisterProvider(OverUpstream.class)}. So they carry who
 * is calling, keep to the deadline of the part and to the number of calls of the screen, are measured, and end when the
 * client hangs up. Nothing is ever sent to the base URI itself.
 *
 * <p>Bodies are JSON, and records are read strictly, as {@code JsonClient} does it. For use by any thread.
 */
@Singleton
public final class OverUpstream implements ResteasyReactiveClientRequestFilter, ContextResolver<ObjectMapper> {

    private static final long LARGEST_BODY = 8 * 1024 * 1024;
    private static final long LARGEST_EXCUSE = 64 * 1024;

    /** Of these nothing is left half done where nobody waits any more (RFC 9110 section 9.2.1). */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Gateway gateway;
    private final Vertx vertx;
    private final ObjectMapper mapper;

    OverUpstream(Gateway gateway, Vertx vertx, ObjectMapper mapper) {
        this.gateway = gateway;
        this.vertx = vertx;
        this.mapper = StrictJson.like(mapper);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return mapper;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        var upstreamCall = UpstreamCall.of(request.getHeaderString(UpstreamCall.FIELD));
        if (upstreamCall == null) {
            throw new IllegalStateException(
                    "A method of a client over an upstream is called through UpstreamCall.on, and has"
                            + " a parameter @HeaderParam(UpstreamCall.FIELD) UpstreamCall: " + request.getUri());
        }
        var call = call(request, upstreamCall);
        var upstream = gateway.upstream(request.getUri().getHost());
        upstreamCall.part().spend(call.target());
        request.suspend();
        upstream.fetch(call).compose(reply -> response(call, reply)).onComplete(answered -> {
            if (answered.succeeded()) {
                answer(request, answered.result());
            } else {
                request.resume(answered.cause());
            }
        });
    }

    /** Of an answer that it did not receive itself the client knows neither status nor type, and would not read it. */
    private static void answer(ResteasyReactiveClientRequestContext request, Response response) {
        if (request instanceof ClientRequestContextImpl context) {
            var fields = new MultivaluedHashMap<String, String>();
            fields.putSingle("Content-Type", MediaType.APPLICATION_JSON);
            context.getRestClientRequestContext().setResponseStatus(response.getStatus());
            context.getRestClientRequestContext().setResponseHeaders(fields);
        }
        request.abortWith(response);
        request.resume();
    }

    private Call call(ResteasyReactiveClientRequestContext request, UpstreamCall upstreamCall) {
        var part = upstreamCall.part();
        var headers = headers(request);
        gateway.outboundIdentity().write(part.exchange(), request.getUri().getHost(), headers);
        return new Call(
                request.getMethod(),
                target(request.getUri()),
                headers,
                body(request, headers),
                part.deadline(),
                part.exchange(),
                interim -> {},
                SAFE.contains(request.getMethod()) ? upstreamCall.cancellation() : new Cancellation());
    }

    /** Who is calling is said by the gateway alone. */
    private MultiMap headers(ResteasyReactiveClientRequestContext request) {
        var headers = HttpHeaders.headers();
        request.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(UpstreamCall.FIELD)
                    && !gateway.outboundIdentity().drops(name)) {
                headers.add(name, values);
            }
        });
        return headers.contains("Accept") ? headers : headers.set("Accept", MediaType.APPLICATION_JSON);
    }

    private Body body(ResteasyReactiveClientRequestContext request, MultiMap headers) {
        if (!request.hasEntity()) {
            return Body.empty();
        }
        try {
            headers.set("Content-Type", MediaType.APPLICATION_JSON);
            return new Body.Whole(Buffer.buffer(mapper.writeValueAsBytes(request.getEntity())));
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException("Not to be written as JSON", defect);
        }
    }

    /**
     * Path and query.
     *
     * @throws IllegalStateException where a segment of the path is empty or a dot segment, however it is written: with such
     *     a value a method would call for another resource than it says (RFC 3986 section 5.2.4)
     */
    static String target(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        if (path.length() > 1 && Stream.of(path.substring(1).split("/", -1)).anyMatch(OverUpstream::leadsElsewhere)) {
            throw new IllegalStateException("A value of the path is empty or a dot segment: " + path);
        }
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static boolean leadsElsewhere(String segment) {
        var read = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return read.isEmpty() || read.equals(".") || read.equals("..");
    }

    /** What is not there has no content, which the client reads as null. */
    private Future<Response> response(Call call, Reply reply) {
        var status = reply.status();
        if (status == 404 || status == 410) {
            used(call, reply);
            reply.collect(vertx, LARGEST_EXCUSE, call.deadline());
            return Future.succeededFuture(Response.noContent().build());
        }
        if (status < 200 || status > 299) {
            reply.collect(vertx, LARGEST_EXCUSE, call.deadline());
            return Future.failedFuture(new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "status " + status, null));
        }
        used(call, reply);
        return reply.collect(vertx, LARGEST_BODY, call.deadline()).map(content -> response(status, content));
    }

    private static Response response(int status, byte[] content) {
        return content.length == 0
                ? Response.noContent().build()
                : Response.status(status)
                        .entity(content)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private static void used(Call call, Reply reply) {
        call.exchange().calls().used(Cacheability.of(reply.headers()));
    }
}
