package dev.portico.partner.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads what partners send as an order by its schema and no more leniently; fields that the schema does not name are skipped. */
@Singleton
final class NewOrderReader {

    private static final String RULE = "The body is a JSON object with lines, 1 to " + NewOrder.MOST_LINES
            + " of them, each an object with the productId of a product of the catalogue and a quantity, a whole number"
            + " from 1 to " + NewOrder.MOST_PIECES + ".";

    private final ObjectReader reader;
    private final ObjectMapper mapper;

    NewOrderReader(ObjectMapper mapper) {
        this.mapper = mapper;
        var strict = mapper.copy();
        for (var shape : List.of(
                CoercionInputShape.Boolean,
                CoercionInputShape.Float,
                CoercionInputShape.Integer,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString)) {
            strict.coercionConfigDefaults().setCoercion(shape, CoercionAction.Fail);
        }
        this.reader = strict.readerFor(NewOrder.class)
                .with(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** @throws Refusal where it is no order */
    NewOrder read(byte[] json) {
        try {
            NewOrder order = reader.readValue(json);
            if (order == null) {
                throw new Refusal(new Problem.BadRequest(RULE));
            }
            return order;
        } catch (IOException noOrder) {
            throw new Refusal(new Problem.BadRequest(RULE));
        }
    }

    /** The same text for the same order, however it was written. */
    String canonical(NewOrder order) {
        try {
            return mapper.writeValueAsString(order);
        } catch (JsonProcessingException itWasRead) {
            throw new UncheckedIOException(itWasRead);
        }
    }
}
