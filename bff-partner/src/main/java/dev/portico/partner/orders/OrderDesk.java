package dev.portico.partner.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portico.gateway.composition.Outcome;
import dev.portico.gateway.composition.PartContext;
import dev.portico.gateway.composition.Screen;
import dev.portico.gateway.composition.Target;
import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import dev.portico.partner.idempotency.Answer;
import dev.portico.partner.idempotency.Idempotency;
import dev.portico.partner.idempotency.IdempotencyKey;
import dev.portico.partner.orders.OrderSlices.Order;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * What can be done with orders, whatever version of the contract asks for it. Which orders a partner may see, the orders
 * service decides; others are answered as if they did not exist.
 */
@Singleton
final class OrderDesk {

    private static final Screen<?> ONE = new Screen<>(Duration.ofSeconds(2), 1);
    private static final Screen<?> PLACE = new Screen<>(Duration.ofSeconds(3), 1);
    private static final Screen<?> CANCEL = new Screen<>(Duration.ofSeconds(3), 2);

    private static final int CREATED = 201;

    /** Without a word of keys: a partner sends none with this. */
    private static final String PERHAPS_CANCELLED =
            "Whether the order was cancelled is not known. Cancel it again, which does no harm, or get it to see.";

    private final OrderSource source;
    private final NewOrderReader reader;
    private final Idempotency idempotency;
    private final ObjectMapper mapper;

    OrderDesk(OrderSource source, NewOrderReader reader, Idempotency idempotency, ObjectMapper mapper) {
        this.source = source;
        this.reader = reader;
        this.idempotency = idempotency;
        this.mapper = mapper;
    }

    Uni<Order> one(Exchange exchange, String id) {
        var known = OrderId.of(id);
        return ONE.single(exchange, part -> source.order(part, known))
                .map(found -> found.orElseThrow(NotFoundException::new));
    }

    /** @param view the order as the version shows it */
    Uni<Response> place(Exchange exchange, byte[] body, Function<Order, Object> view) {
        var key = IdempotencyKey.of(exchange);
        var order = reader.read(body);
        return idempotency
                .once(key, reader.canonical(order), () -> PLACE.single(
                                exchange, part -> source.place(part, order, key.towards("place")))
                        .map(outcome -> answered(outcome, exchange.path(), view)))
                .map(outcome -> response(outcome.orRefuse(OrderDesk::notPlaced)));
    }

    /** Cancels an order; one that is cancelled already stays so. */
    Uni<Order> cancel(Exchange exchange, String id) {
        var known = OrderId.of(id);
        return CANCEL.single(exchange, part -> source.cancel(part, known).chain(outcome -> switch (outcome) {
            case Outcome.Done<Order>(var cancelled) -> Uni.createFrom().item(cancelled);
            case Outcome.Conflict<Order>() -> cancelledBefore(part, known);
            case Outcome.Refused<Order>(var status) ->
                Uni.createFrom()
                        .failure(
                                status == 404 || status == 410
                                        ? new NotFoundException()
                                        : new Refusal(notAsked(status)));
            case Outcome.Unknown<Order> unknown ->
                Uni.createFrom().failure(new Refusal(new Problem.OutcomeUnknown(PERHAPS_CANCELLED)));
        }));
    }

    private Uni<Order> cancelledBefore(PartContext part, String id) {
        return source.order(part, id).map(found -> {
            var order = found.orElseThrow(NotFoundException::new);
            if (!order.status().equals("cancelled")) {
                throw new Refusal(
                        new Problem.Conflict("The order has gone too far to be cancelled. Get it to see how far."));
            }
            return order;
        });
    }

    private Outcome<Answer> answered(Outcome<Order> outcome, String orders, Function<Order, Object> view) {
        return switch (outcome) {
            case Outcome.Done<Order>(var order) -> {
                var location = Target.of(orders + "/{}", order.id());
                yield new Outcome.Done<>(Answer.first(CREATED, location, json(view.apply(order))));
            }
            case Outcome.Refused<Order>(var status) -> new Outcome.Refused<>(status);
            case Outcome.Conflict<Order>() -> new Outcome.Conflict<>();
            case Outcome.Unknown<Order>(var why) -> new Outcome.Unknown<>(why);
        };
    }

    private static Response response(Answer answer) {
        var response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", answer.location())
                .header("Cache-Control", "no-store")
                .entity(answer.json());
        return (answer.replayed() ? response.header("Idempotency-Replayed", "true") : response).build();
    }

    private String json(Object view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException defect) {
            throw new UncheckedIOException(defect);
        }
    }

    private static Problem notPlaced(int status) {
        return switch (status) {
            case 400, 404, 422 ->
                new Problem.UnprocessableContent(
                        "The order cannot be placed as it is. See that each productId is that of a product in the"
                                + " catalogue, and that the Idempotency-Key was not used for another order.");
            default -> notAsked(status);
        };
    }

    /** The service would not even look at what was asked. */
    private static Problem notAsked(int status) {
        return status == 429 ? new Problem.Unavailable(1) : new Problem.BadGateway();
    }
}
