package dev.portico.demo;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Documents;
import dev.portico.demo.issuer.Issuer;
import dev.portico.demo.orders.Orders;
import dev.portico.demo.orders.Purchases;
import dev.portico.demo.payments.Payments;
import dev.portico.demo.payments.Settlements;
import dev.portico.demo.products.Catalogue;
import dev.portico.demo.products.PriceEvents;
import dev.portico.demo.products.Products;
import dev.portico.demo.users.People;
import dev.portico.demo.users.Users;
import dev.portico.demo.wire.DemoService;
import dev.portico.demo.wire.Endpoints;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The four upstream services and the token issuer, running in this process; plain Java, so that tests start it as they
 * like: {@code try (var demo = DemoServices.start(vertx, DemoPorts.random())) { … }}.
 *
 * <p>Starting, stopping and closing wait for ports: call them from any thread but an event loop.
 */
public final class DemoServices implements AutoCloseable {

    private static final long SEED = 2026;

    private final Map<String, DemoService> services = new LinkedHashMap<>();
    private final Vertx vertx;
    private final Issuer issuer;

    private DemoServices(Vertx vertx, DemoPorts ports, InstantSource clock) {
        this.vertx = vertx;
        this.issuer = new Issuer(clock, () -> "http://localhost:" + port("issuer"));

        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var people = People.generate(SEED, now);
        var catalogue = Catalogue.generate(SEED + 1, now);
        var purchases = Purchases.generate(SEED + 2, now, people, catalogue);
        var settlements = Settlements.generate(SEED + 3, purchases);

        var users = new Documents(people, "u-", 2000);
        var products = new Documents(catalogue, "p-", 2000);
        var orders = new Documents(purchases, "o-", 20_000);
        var payments = new Documents(settlements, "pay-", 20_000);
        var prices = new PriceEvents(vertx, products, Dice.seeded(SEED + 4));

        add("users", ports.users(), Users.endpoints(users, clock));
        add("orders", ports.orders(), Orders.endpoints(orders, products, clock));
        add("products", ports.products(), Products.endpoints(products, prices, clock));
        add("payments", ports.payments(), Payments.endpoints(payments, clock));
        add("issuer", ports.issuer(), issuer.endpoints());
    }

    public static DemoServices start(Vertx vertx, DemoPorts ports) {
        return start(vertx, ports, InstantSource.system());
    }

    /** All dates of the data are counted back from the clock's time at start. */
    public static DemoServices start(Vertx vertx, DemoPorts ports, InstantSource clock) {
        var demo = new DemoServices(vertx, ports, clock);
        try {
            demo.services().forEach(DemoService::start);
            return demo;
        } catch (IllegalStateException portTaken) {
            demo.close();
            throw portTaken;
        }
    }

    private void add(String name, int port, Endpoints endpoints) {
        services.put(name, new DemoService(name, port, endpoints, vertx, new SplittableRandom(SEED)));
    }

    public List<DemoService> services() {
        return List.copyOf(services.values());
    }

    /** One of {@code users}, {@code orders}, {@code products}, {@code payments}, {@code issuer}. */
    public DemoService service(String name) {
        var service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("The demo has " + services.keySet() + ", and no '" + name + "'.");
        }
        return service;
    }

    public int port(String name) {
        return service(name).port();
    }

    public String url(String name) {
        return service(name).url();
    }

    public Issuer issuer() {
        return issuer;
    }

    @Override
    public void close() {
        services().forEach(DemoService::stop);
    }
}
