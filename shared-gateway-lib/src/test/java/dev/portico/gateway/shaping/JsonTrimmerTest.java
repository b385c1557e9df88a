package dev.portico.gateway.shaping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.json.async.NonBlockingJsonParserBase;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import dev.portico.gateway.exchange.UpstreamFailure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTrimmerTest {

    private static final int MANY = 20_000;
    private static final int PART_BYTES = 16 * 1024;

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
                "a          | []                                          | []",
                "a          | {'b':{'a':1},'c':[{'a':1}]}                 | {}",
                "a          | {'a':[true,false,null,'',[],{}]}            | {'a':[true,false,null,'',[],{}]}",
                "a.b        | {'a.b':1}                                   | {}",
            })
    void only_what_is_named_stays(String paths, String document, String expected) {
        assertThat(trimmed(paths, json(document))).isEqualTo(json(expected));
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b        | {'a':{'b':1},'a':'x'}                       | {'a':{'b':1}}",
                "a.b        | {'a':'x','a':{'c':1,'b':2,'c':3}}           | {'a':{'b':2}}",
                "a.b        | {'a':[1],'a':{'b':{'c':1}},'b':1}           | {'a':[],'a':{'b':{'c':1}}}",
                "a          | {'b':1,'a':1,'b':2,'a':2}                   | {'a':1,'a':2}",
                "a          | {'\\u0061':1,'\\u0041':2,'a\\u0000':3}      | {'a':1}",
            })
    void members_of_one_name_are_each_looked_at(String paths, String document, String expected) {
        assertThat(trimmed(paths, json(document))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-1",
                "1.0",
                "1.10",
                "-0.0",
                "0e0",
                "-0e-0",
                "1E5",
                "1e+05",
                "12E-07",
                "123456789012345678901234567890",
                "1e400",
                "0.1000000000000000055511151231257827021181583404541015625"
            })
    void numbers_keep_their_text_wherever_the_document_is_cut(String number) {
        var document = "{\"a\":" + number + ",\"b\":[" + number + "," + number + "],\"c\":" + number + " }";
        var expected = "{\"a\":" + number + ",\"b\":[" + number + "," + number + "]}";
        for (int first = 0; first <= document.length(); first++) {
            for (int second = first; second <= document.length(); second++) {
                assertThat(inParts("a,b", document.getBytes(UTF_8), first, second))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void texts_keep_their_meaning() {
        assertThat(trimmed("a", "{\"a\":\"\\u00e9\\/\\ud83d\\ude00\\n\\u0001\u20ac\"}"))
                .isEqualTo("{\"a\":\"é/😀\\n\\u0001€\"}");
    }

    @Test
    void a_surrogate_by_itself_stays_escaped() {
        assertThat(trimmed("a", "{\"a\":[\"\\ud83d\",\"é\\udc00\",\"\\ude00\\ud83d\",\"é\"]}"))
                .isEqualTo("{\"a\":[\"\\uD83D\",\"\\u00E9\\uDC00\",\"\\uDE00\\uD83D\",\"é\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "-0",
                "true",
                "\"text\"",
                "nonsense",
                "{",
                "[",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1}]",
                "{\"a\":1]",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1} 2",
                "{\"a\":1} x",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"b\":NaN}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1, \n }",
                "{\"b\":{\"c\":1 ,} }",
                "{,}",
                "{\"a\":1,,\"b\":1}",
                "[1,,2]",
                "[1,]",
                "[,1]",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "/* c */ {\"a\":1}",
                "{\"a\":1} # c",
                "{\"a\":\"\t\"}",
                "{\"b\":\"\\x\"}",
                "{\"b\":\"\\u12\"}",
                "{\"b\":tru}",
                "{\"b\":{\"c\":[}}",
            })
    void what_is_not_one_sound_document_breaks(String document) {
        assertBroken("a", document.getBytes(UTF_8));
        assertBrokenInSmallParts("a", document.getBytes(UTF_8));
    }

    @Test
    void a_document_that_ends_early_breaks_wherever_that_is() {
        var document = "{\"a\":[1,{\"b\":\"é\",\"c\":-1.5e3}],\"d\":{\"e\":null,\"f\":true}}".getBytes(UTF_8);
        for (int length = 0; length < document.length; length++) {
            assertBroken("a,d.e", Arrays.copyOf(document, length));
        }
        assertThat(inParts("a", document, 0, 0)).isEqualTo("{\"a\":[1,{\"b\":\"é\",\"c\":-1.5e3}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0a2",
                "c1bf",
                "80",
                "bf",
                "ff",
                "fe",
                "f5808080",
                "e08080",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "c3",
                "e282",
                "f09f98",
                "c328",
                "e28228"
            })
    void bytes_that_are_no_utf_8_break_in_what_stays_and_in_what_goes(String hex) {
        var bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        for (var document :
                List.of("{\"a\":\"%s\"}", "{\"b\":\"%s\"}", "{\"%s\":1}", "{\"a\":1,\"b\":{\"c\":[\"%s\"]}}")) {
            var hostile = document.formatted(bytes).getBytes(ISO_8859_1);
            assertBroken("a", hostile);
            assertBrokenInSmallParts("a", hostile);
        }
    }

    @Test
    void another_unicode_encoding_hides_nothing() {
        assertBroken("a", "{\"secret\":\"x\",\"a\":1}".getBytes(UTF_16LE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void nests_deeper_than_anybody_needs_break(String name) {
        var sound = "{\"" + name + "\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(trimmed("a", sound)).hasSize(name.equals("a") ? sound.length() : 2);
        assertBroken("a", ("{\"" + name + "\":" + "[".repeat(64)).getBytes(UTF_8));
        assertBroken("a", ("{\"" + name + "\":" + "{\"x\":".repeat(64)).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":9", "{\"b\":0.0", "{\"b\":1e9", "{\"xx"})
    void what_does_not_come_to_an_end_is_not_held(String begin) {
        var endless = new byte[PART_BYTES];
        Arrays.fill(endless, (byte) '9');
        try (var trimmer = new JsonTrimmer(fields("a"))) {
            trimmer.part(begin.getBytes(UTF_8));
            assertThatExceptionOfType(UpstreamFailure.class).isThrownBy(() -> {
                for (int i = 0; i < 80; i++) {
                    trimmer.part(endless);
                }
            });
        }
    }

    @Test
    void numbers_names_and_texts_longer_than_anybody_needs_break() {
        assertThat(trimmed("a", "[" + "9".repeat(200) + "]")).isEqualTo("[]");
        assertBroken("a", ("[" + "9".repeat(201) + "]").getBytes(UTF_8));
        assertBroken("a", ("[0." + "9".repeat(201) + "]").getBytes(UTF_8));
        assertBroken("a", ("{\"" + "n".repeat(1100) + "\":1}").getBytes(UTF_8));
        assertThat(trimmed("a", "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}")).hasSize(1024 * 1024 + 8);
        assertBroken("a", ("{\"b\":\"" + "x".repeat(1100 * 1024) + "\"}").getBytes(UTF_8));
        assertBroken("a", ("{\"a\":\"" + "\\u00e9".repeat(200 * 1024) + "\"}").getBytes(UTF_8));
    }

    @Test
    void what_is_left_comes_a_good_deal_at_a_time_and_is_not_held() {
        var item = "{\"id\":1,\"name\":\"Oak lamp\",\"secret\":\"" + "x".repeat(900) + "\"},";
        var part = item.repeat(16).getBytes(UTF_8);
        var received = 0L;
        try (var trimmer = new JsonTrimmer(fields("id,name"))) {
            trimmer.part("[".getBytes(UTF_8));
            for (int i = 0; i < 4_000; i++) {
                var left = trimmer.part(part);
                assertThat(left.length).isLessThan(PART_BYTES);
                assertThat(left.length == 0 || left.length > 7_000).isTrue();
                received += left.length;
            }
            trimmer.part("{}]".getBytes(UTF_8));
            received += trimmer.end().length;
        }
        assertThat(received).isEqualTo(4_000L * 16 * "{\"id\":1,\"name\":\"Oak lamp\"},".length() + "[{}]".length());
    }

    @Test
    void no_names_are_kept_however_many_there_are() throws ReflectiveOperationException {
        try (var trimmer = new JsonTrimmer(fields("n7"))) {
            trimmer.part("[".getBytes(UTF_8));
            for (int i = 0; i < MANY; i++) {
                trimmer.part(("{\"n" + i + "\":1,\"another name " + i + "\":2},").getBytes(UTF_8));
            }
            assertThat(namesKept(trimmer)).isLessThan(10);
        }
    }

    /** It cannot be seen from outside but by the memory that it takes. */
    private static int namesKept(JsonTrimmer trimmer) throws ReflectiveOperationException {
        var parser = JsonTrimmer.class.getDeclaredField("parser");
        parser.setAccessible(true);
        var names = NonBlockingJsonParserBase.class.getDeclaredField("_symbols");
        names.setAccessible(true);
        return ((ByteQuadsCanonicalizer) names.get(parser.get(trimmer))).size();
    }

    @Test
    void what_the_app_has_made_may_hold_whatever_it_could_write() {
        var text = "x".repeat(3 * 1024 * 1024);
        var deep = "[".repeat(900) + "]".repeat(900);
        var name = "n".repeat(2_000);
        var number = "9".repeat(300);
        var document = "{\"a\":\"" + text + "\",\"b\":" + deep + ",\"c\":" + number + ",\"" + name + "\":1}";

        assertThat(new String(JsonTrimmer.ours(fields("a,b,c," + name), document.getBytes(UTF_8)), UTF_8))
                .isEqualTo(document);
        assertThat(new String(JsonTrimmer.ours(fields("c"), document.getBytes(UTF_8)), UTF_8))
                .isEqualTo("{\"c\":" + number + "}");
    }

    private static void assertBroken(String paths, byte[] document) {
        assertThatExceptionOfType(UpstreamFailure.class)
                .as(excerpt(document))
                .isThrownBy(() -> JsonTrimmer.whole(fields(paths), document))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(UpstreamFailure.Kind.BROKEN));
    }

    private static void assertBrokenInSmallParts(String paths, byte[] document) {
        assertThatExceptionOfType(UpstreamFailure.class).as(excerpt(document)).isThrownBy(() -> {
            try (var trimmer = new JsonTrimmer(fields(paths))) {
                for (var each : document) {
                    trimmer.part(new byte[] {each});
                }
                trimmer.end();
            }
        });
    }

    private static String excerpt(byte[] document) {
        return new String(document, 0, Math.min(document.length, 100), ISO_8859_1);
    }

    private static String trimmed(String paths, String document) {
        return new String(JsonTrimmer.whole(fields(paths), document.getBytes(UTF_8)), UTF_8);
    }

    private static String inParts(String paths, byte[] document, int first, int second) {
        var left = new ByteArrayOutputStream();
        try (var trimmer = new JsonTrimmer(fields(paths))) {
            left.writeBytes(trimmer.part(Arrays.copyOf(document, first)));
            left.writeBytes(trimmer.part(Arrays.copyOfRange(document, first, second)));
            left.writeBytes(trimmer.part(Arrays.copyOfRange(document, second, document.length)));
            left.writeBytes(trimmer.end());
        }
        return left.toString(UTF_8);
    }

    private static FieldTree fields(String paths) {
        return FieldTree.of(List.of(paths.split(",")));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
