package dev.portico.web.checkout;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a basket exactly as its schema has it: no text that stands for a number, no name twice, nothing after its end. */
@Singleton
final class BasketReader {

    private static final String RULE = "Send {\"items\": [{\"productId\": \"p-1001\", \"quantity\": 1, \"unitPrice\":"
            + " {\"amount\": 1990, \"currency\": \"EUR\"}}]} with 1 to " + Basket.MOST_ITEMS
            + " items, each of 1 to " + Basket.MOST_PIECES + " pieces.";

    private final ObjectReader reader = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build()
            .readerFor(Basket.class);

    /** @throws Refusal where the body is none */
    Basket read(byte @Nullable [] body) {
        try {
            Basket basket = body == null ? null : reader.readValue(body);
            if (basket != null) {
                return basket;
            }
        } catch (IOException unreadable) {
            // Jackson's message would name classes; the rule says all that a client can do.
        }
        throw new Refusal(new Problem.BadRequest(RULE));
    }
}
