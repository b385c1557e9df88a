package @PACKAGE@;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What @APP@ refuses before any service is asked. */
@QuarkusTest
class @CLASS@Test {

    @Test
    void what_is_not_in_the_table_is_not_found() {
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void a_row_for_callers_is_closed_without_a_token() {
        given().get("@PROTECTED@").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
    }
}
