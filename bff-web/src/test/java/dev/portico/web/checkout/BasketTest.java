package dev.portico.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.problem.Refusal;
import dev.portico.web.catalog.Money;
import dev.portico.web.checkout.Basket.BasketItem;
import dev.portico.web.checkout.CheckoutSlices.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasketTest {

    private static final String ITEM =
            "{\"productId\":\"p-1\",\"quantity\":2,\"unitPrice\":{\"amount\":990,\"currency\":\"EUR\"}}";
    private static final Money PRICE = new Money(990, "EUR");

    private static Basket read(String body) {
        return new BasketReader().read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String items(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    @Test
    void a_basket_is_read_and_what_else_is_sent_is_skipped() {
        assertThat(read("{\"note\":1,\"items\":[" + ITEM + "]}"))
                .isEqualTo(new Basket(List.of(new BasketItem("p-1", 2, PRICE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"items\":{}}",
                "{\"items\":\"\"}",
                "{\"items\":[[]]}",
                "{\"items\":[],\"items\":[]}",
            })
    void what_is_no_basket_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quantity\":\"2\"",
                "\"quantity\":2.0",
                "\"quantity\":true",
                "\"quantity\":null",
                "\"quantity\":0",
                "\"quantity\":100",
                "\"quantity\":99999999999",
                "\"quantity\":2,\"quantity\":3"
            })
    void a_quantity_is_a_whole_number_from_1_to_99(String quantity) {
        assertThatThrownBy(() -> read(items(ITEM.replace("\"quantity\":2", quantity))))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "\"o-1\"", "\"p-1,p-2\"", "null", "[\"p-1\"]"})
    void a_product_is_named_as_the_catalogue_names_it(String id) {
        assertThatThrownBy(() -> read(items(ITEM.replace("\"p-1\"", id)))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "990",
                "\"\"",
                "{\"amount\":990}",
                "{\"amount\":990,\"currency\":\"euro\"}",
                "{\"amount\":9007199254740992,\"currency\":\"EUR\"}"
            })
    void a_price_is_an_amount_and_a_currency(String price) {
        assertThatThrownBy(() -> read(items(ITEM.replace("{\"amount\":990,\"currency\":\"EUR\"}", price))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_basket_ends_where_it_ends_and_holds_up_to_20_items() {
        assertThatThrownBy(() -> read(items(ITEM) + "{}")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read(items(Collections.nCopies(21, ITEM).toArray(String[]::new))))
                .isInstanceOf(Refusal.class);
        assertThat(read(items(Collections.nCopies(20, ITEM).toArray(String[]::new)))
                        .items())
                .hasSize(20);
    }

    @Test
    void a_basket_at_the_prices_of_now_can_be_ordered() {
        assertThat(BasketCheck.of(read(items(ITEM)), Map.of("p-1", new Offer("p-1", PRICE, "in-stock"))))
                .isEmpty();
    }

    @Test
    void what_keeps_it_from_being_ordered_is_said_by_product() {
        var basket = new Basket(List.of(
                new BasketItem("p-1", 1, PRICE), new BasketItem("p-2", 1, PRICE), new BasketItem("p-3", 1, PRICE)));
        var offers = Map.of(
                "p-1", new Offer("p-1", new Money(1090, "EUR"), "in-stock"),
                "p-2", new Offer("p-2", PRICE, "out-of-stock"));

        assertThat(BasketCheck.of(basket, offers)).hasValueSatisfying(problem -> {
            assertThat(problem.kind().status()).isEqualTo(409);
            assertThat(problem.detail())
                    .isEqualTo("This request ordered nothing. Not to be had: p-2, p-3; take it out of the basket."
                            + " Price changed: p-1 (now 1090 EUR); show it, and send it with the next order.");
        });
    }
}
