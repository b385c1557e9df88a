package dev.portico.gateway.shaping;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.exchange.Caller;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRulesTest {

    private static final JsonRules REMOVING = new JsonRules(List.of(), List.of("role"), Map.of());

    /** A verified token with these claims. */
    private record Claims(Map<String, Object> all) implements JsonWebToken {

        @Override
        public String getName() {
            return "ann";
        }

        @Override
        public Set<String> getClaimNames() {
            return all.keySet();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface declares it so
        public <T> @Nullable T getClaim(String name) {
            return (T) all.get(name);
        }
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a          | {'a':1,'b':2}                               | {'a':1}",
                "a          | {'b':2}                                     | {}",
                "a          | {'A':1}                                     | {}",
                "a          | {'a':{'b':{'c':1}}}                         | {'a':{'b':{'c':1}}}",
                "a.b        | {'a':{'b':1,'c':2},'b':3}                   | {'a':{'b':1}}",
                "a.b        | {'a':1}                                     | {}",
                "a.b        | {'a':null}                                  | {}",
                "a.b        | {'a':[{'b':1,'c':2},{'c':3},[{'b':4}]]}     | {'a':[{'b':1},{},[{'b':4}]]}",
                "a,c.d      | {'a':1,'b':2,'c':{'d':3,'e':4}}             | {'a':1,'c':{'d':3}}",
                "a          | [{'a':1,'b':2},{'b':3}]                     | [{'a':1},{}]",
                "a.b        | {'a':['x',7,{'b':1},null,['y',{'b':2}]]}    | {'a':[{'b':1},[{'b':2}]]}",
                "a          | ['x',{'a':['y']},1]                         | [{'a':['y']}]",
            })
    void only_what_is_allowed_stays(String allow, String body, String expected) {
        assertThat(applied(new JsonRules(List.of(allow.split(",")), List.of(), Map.of()), body))
                .isEqualTo(json(expected));
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a          | {'a':1,'b':2}                               | {'b':2}",
                "a          | {'A':1,'b':{'a':2}}                         | {'b':{'a':2}}",
                "a.b        | {'a':{'b':1,'c':2},'b':3}                   | {'a':{'c':2},'b':3}",
                "a.b        | {'a':[{'b':1},{'c':2}],'A':{'B':1}}         | {'a':[{},{'c':2}],'A':{}}",
                "a.b        | {'a.b':1,'a':null}                          | {'a':null}",
                "a.b.c      | {'a':[{'b':[{'c':1,'d':2}]}]}               | {'a':[{'b':[{'d':2}]}]}",
                "a          | [{'a':1,'b':2}]                             | [{'b':2}]",
            })
    void what_is_removed_goes_in_every_spelling(String remove, String body, String expected) {
        assertThat(applied(new JsonRules(List.of(), List.of(remove), Map.of()), body))
                .isEqualTo(json(expected));
    }

    @Test
    void what_is_set_replaces_every_spelling_of_what_came() {
        var rules = new JsonRules(List.of(), List.of(), Map.of("channel", "web"));

        assertThat(applied(rules, "{'Channel':'app','channel':'app','a':1}"))
                .isEqualTo(json("{'a':1,'channel':'web'}"));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                            | {'a':{'b':{'c':'x'}}}",
                "{'a':{'b':{'c':1,'d':2},'e':3},'f':4}         | {'f':4,'a':{'e':3,'b':{'d':2,'c':'x'}}}",
                "{'a':7}                                       | {'a':{'b':{'c':'x'}}}",
                "{'a':[{'b':{'c':1}}]}                         | {'a':{'b':{'c':'x'}}}",
                "{'a':{'b':null}}                              | {'a':{'b':{'c':'x'}}}",
                "{'a.b.c':1,'A.B.C':2,'a':{'b.c':3}}           | {'a':{'b':{'c':'x'}}}",
                "{'A':{'b':{'c':1}},'a':{'B':{'c':2},'d':3}}   | {'a':{'d':3,'b':{'c':'x'}}}",
                "{'a':{'b':{'C':1,'c':2}}}                     | {'a':{'b':{'c':'x'}}}",
            })
    void what_is_set_below_other_fields_is_there_afterwards_and_nothing_else_by_its_name(String body, String expected) {
        assertThat(applied(new JsonRules(List.of(), List.of(), Map.of("a.b.c", "x")), body))
                .isEqualTo(json(expected));
    }

    @Test
    void claims_of_the_caller_are_set_as_what_they_are() {
        var token = new Claims(Map.of(
                "sub",
                "ann",
                "exp",
                1_900_000_000L,
                "vip",
                true,
                "groups",
                Set.of("customer"),
                "share",
                0.5,
                "shops",
                Json.createArrayBuilder().add("a").add(2).build()));
        var user = new Caller.User("main", "ann", Set.of(), Set.of(), token);

        assertThat(claim("sub", user)).isEqualTo("{\"x\":\"ann\"}");
        assertThat(claim("exp", user)).isEqualTo("{\"x\":1900000000}");
        assertThat(claim("vip", user)).isEqualTo("{\"x\":true}");
        assertThat(claim("groups", user)).isEqualTo("{\"x\":[\"customer\"]}");
        assertThat(claim("share", user)).isEqualTo("{\"x\":0.5}");
        assertThat(claim("shops", user)).isEqualTo("{\"x\":[\"a\",2]}");
        assertThat(claim("absent", user)).isEqualTo("{\"x\":null}");
        assertThat(claim("sub", new Caller.Partner("main", "acme", Set.of(), Set.of(), token)))
                .isEqualTo("{\"x\":\"ann\"}");
        assertThat(claim("sub", Caller.anonymous())).isEqualTo("{\"x\":null}");
    }

    private static String claim(String name, Caller caller) {
        var rules = new JsonRules(List.of(), List.of(), Map.of("x", "{" + name + "}"));
        return new String(
                rules.apply("{\"x\":\"forged\"}".getBytes(UTF_8), caller).orElseThrow(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'n':123456789012345678901234567890}",
                "{'n':0.1000000000000000055511151231257827021181583404541015625}",
                "{'n':1.10}",
                "{'n':-0}",
                "{'s':'é😀'}",
            })
    void numbers_and_texts_mean_afterwards_what_they_meant_before(String body) {
        assertThat(applied(REMOVING, body)).isEqualTo(json(body).replace("-0", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "'text'",
                "{",
                "{'a':1",
                "{'a':1}}",
                "{'a':1} {'role':2}",
                "{'role':1,'role':2}",
                "{'a':{'b':1,'b':2}}",
                "{'a':01}",
                "{'a':NaN}",
                "{a:1}",
                "{'a':1,}",
                "/* c */ {'a':1}",
                "{'a':1e99999999999}",
                "{'a':-1e-99999999999}",
                "{'a':1e-2147483648}",
                "{'a':{'b':[1.5e-2147483647]}}",
                "{'\\udc00':1}",
            })
    void what_is_not_one_sound_document_is_refused(String body) {
        assertThat(REMOVING.apply(json(body).getBytes(UTF_8), Caller.anonymous()))
                .isEmpty();
    }

    @Test
    void fields_cannot_be_set_in_what_is_no_object() {
        var rules = new JsonRules(List.of(), List.of(), Map.of("a", "b"));

        assertThat(rules.apply("[{}]".getBytes(UTF_8), Caller.anonymous())).isEmpty();
    }

    @Test
    void nests_deeper_than_anybody_needs_and_numbers_longer_are_refused() {
        assertThat(applied(REMOVING, "[".repeat(64) + "]".repeat(64))).hasSize(128);
        assertThat(REMOVING.apply(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8), Caller.anonymous()))
                .isEmpty();
        assertThat(REMOVING.apply(("[" + "9".repeat(201) + "]").getBytes(UTF_8), Caller.anonymous()))
                .isEmpty();
        assertThat(applied(REMOVING, "[1e1000000000]")).isEqualTo("[1E+1000000000]");
    }

    @Test
    void another_unicode_encoding_hides_nothing() {
        var body = "{\"role\":\"admin\",\"a\":1}".getBytes(UTF_16LE);

        assertThat(REMOVING.apply(body, Caller.anonymous()).map(bytes -> new String(bytes, UTF_8)))
                .contains("{\"a\":1}");
    }

    private static String applied(JsonRules rules, String body) {
        return new String(
                rules.apply(json(body).getBytes(UTF_8), Caller.anonymous()).orElseThrow(), UTF_8);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
