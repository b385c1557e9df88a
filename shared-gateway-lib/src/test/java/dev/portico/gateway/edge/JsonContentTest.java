package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.SentRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonContentTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json                              | application/json",
                "Application/JSON                              | application/json",
                "application/merge-patch+json                  | application/merge-patch+json",
                "application/json;charset=utf-8                | application/json",
                "application/json ; charset=\"UTF-8\" ;         | application/json",
                "application/json;;charset=utf-8;Charset=UTF-8 | application/json",
                "application/json; v=2; charset=utf-8; a=\"b c\" | application/json; v=2; a=\"b c\"",
            })
    void a_body_of_json_is_named_anew_without_charset(String sent, String written) {
        assertThat(content(sent)).isEqualTo(new JsonContent.Json(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "text/json",
                "application/",
                "application/jsonp",
                "application/json/x",
                "application / json",
                "application/+json",
                "a/b+json+xml",
                "a/b c+json",
                "application/x-www-form-urlencoded, a/b+json",
                "application/x-www-form-urlencoded; a/b+json",
                "application/json, text/plain",
                "application/json; charset=utf-8, text/plain",
                "application/json; charset=utf-7",
                "application/json; charset=utf-16",
                "application/json; charset=latin1",
                "application/json; charset=",
                "application/json; charset",
                "application/json; charset=\"utf-8",
                "application/json; charset='utf-8'",
                "application/json; charset=utf-8; CHARSET=utf-7",
                "application/json; charset*=utf-8''utf-7",
                "application/json; x-charset=utf-7",
                "application/json; a=\"charset=utf-7\"",
                "application/json; a=\"; b=c\"",
                "application/json; a=\"\\\"b\"",
                "application/json; a = b",
                "application/json; a=é",
            })
    void what_an_upstream_might_take_for_something_else_is_refused(String sent) {
        assertThat(content(sent)).isInstanceOf(JsonContent.Other.class);
    }

    private static JsonContent content(String type) {
        return JsonContent.of(SentRequest.get("/").with("Content-Type", type));
    }
}
