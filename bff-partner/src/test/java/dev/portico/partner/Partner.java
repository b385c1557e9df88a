package dev.portico.partner;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Requests of partners; each new one has limits and keys of its own. */
public final class Partner {

    private final DemoServices demo;
    private final String id;

    private Partner(DemoServices demo, String id) {
        this.demo = demo;
        this.id = id;
    }

    public static Partner another(DemoServices demo) {
        return new Partner(demo, "partner-" + UUID.randomUUID());
    }

    public static Partner called(DemoServices demo, String id) {
        return new Partner(demo, id);
    }

    public String id() {
        return id;
    }

    public RequestSpecification asks() {
        return with(Map.of());
    }

    public RequestSpecification asksWithin(String scope) {
        return with(Map.of("scope", scope));
    }

    public RequestSpecification asksOn(String plan) {
        return with(Map.of("plan", plan));
    }

    public String token() {
        return token(Map.of());
    }

    private String token(Map<String, Object> changed) {
        var claims = demo.issuer().claims("partner");
        claims.put("sub", id);
        claims.putAll(changed);
        return demo.issuer().sign(claims);
    }

    private RequestSpecification with(Map<String, Object> changed) {
        return given().header("Authorization", "Bearer " + token(changed));
    }
}
