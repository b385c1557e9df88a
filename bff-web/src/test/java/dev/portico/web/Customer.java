package dev.portico.web;

import static io.restassured.RestAssured.given;

import dev.portico.demo.DemoServices;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/** Requests with the token of one customer or another, so that the tests of one screen use up no limit of another's. */
final class Customer {

    private Customer() {}

    static RequestSpecification named(DemoServices demo, String subject) {
        return withRoles(demo, subject, List.of("customer"));
    }

    static RequestSpecification withRoles(DemoServices demo, String subject, List<String> roles) {
        return given().header("Authorization", "Bearer " + token(demo, subject, roles));
    }

    static String token(DemoServices demo, String subject, List<String> roles) {
        var claims = demo.issuer().claims("customer");
        claims.put("sub", subject);
        claims.put("groups", roles);
        return demo.issuer().sign(claims);
    }
}
