package dev.portico.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.demo.data.Document;
import dev.portico.demo.orders.Purchases;
import dev.portico.demo.payments.Settlements;
import dev.portico.demo.products.Catalogue;
import dev.portico.demo.users.People;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final List<Document> users = People.generate(1, NOW);
    private final List<Document> products = Catalogue.generate(2, NOW);
    private final List<Document> orders = Purchases.generate(3, NOW, users, products);
    private final List<Document> payments = Settlements.generate(4, orders);

    @Test
    void the_same_seed_and_time_make_the_same_data() {
        assertThat(People.generate(1, NOW)).isEqualTo(users);
        assertThat(Catalogue.generate(2, NOW)).isEqualTo(products);
        assertThat(Purchases.generate(3, NOW, users, products)).isEqualTo(orders);
        assertThat(Settlements.generate(4, orders)).isEqualTo(payments);
    }

    @Test
    void another_seed_makes_other_data() {
        assertThat(Catalogue.generate(5, NOW)).isNotEqualTo(products);
    }

    @Test
    void payloads_are_as_fat_as_those_of_real_services() {
        assertThat(products).hasSize(300).allSatisfy(product -> assertThat(bytes(product))
                .isBetween(4_000, 8_000));
        assertThat(orders).allSatisfy(order -> assertThat(bytes(order)).isBetween(3_000, 5_000));
        assertThat(payments).allSatisfy(payment -> assertThat(bytes(payment)).isBetween(1_000, 3_000));
        assertThat(users).hasSize(51);
    }

    @Test
    void every_order_is_of_a_known_user_and_of_known_products() {
        var userIds = ids(users);
        var productIds = ids(products);
        assertThat(orders).allSatisfy(order -> {
            assertThat(userIds).contains(order.text("userId"));
            assertThat(Client.objects(order.json().getJsonArray("lines")))
                    .isNotEmpty()
                    .allMatch(line -> productIds.contains(line.getString("productId")));
        });
    }

    @Test
    void some_orders_came_through_one_partner_some_through_another_and_some_through_none() {
        assertThat(orders.stream().limit(6).map(order -> order.id() + " " + order.text("partnerId")))
                .containsExactly(
                        "o-10001 ",
                        "o-10002 partner-2",
                        "o-10003 partner-1",
                        "o-10004 ",
                        "o-10005 partner-2",
                        "o-10006 partner-1");
    }

    @Test
    void a_payment_is_open_exactly_when_its_order_is_only_placed() {
        var placed = orders.stream()
                .filter(order -> order.text("status").equals("placed"))
                .map(Document::id)
                .toList();
        assertThat(payments.stream()
                        .filter(payment -> payment.text("status").equals("open"))
                        .map(payment -> payment.text("orderId")))
                .containsExactlyElementsOf(placed);
    }

    private static int bytes(Document document) {
        return document.bytes().length();
    }

    private static Set<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).collect(Collectors.toSet());
    }
}
