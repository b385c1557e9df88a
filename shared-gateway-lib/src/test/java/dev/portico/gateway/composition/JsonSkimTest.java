package dev.portico.gateway.composition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSkimTest {

    private static final ObjectMapper MAPPER = StrictJson.like(new JsonMapper());
    private static final String[] NAMES = {
        "id", "lines", "name", "Id", "i", "price", "amount", "ids", "\u00e9", "\\", "\""
    };

    record Order(@Nullable Object id, @Nullable List<Line> lines, @Nullable Map<String, Object> price) {}

    record Line(@Nullable Object name, @Nullable Tree below) {}

    record Tree(@Nullable Object id, @Nullable Tree below) {}

    record Renamed(@JsonProperty("other") String name, @JsonAlias({"old", "older"}) String alias) {}

    private final Wanted order = Wanted.of(MAPPER, Order.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"id\":1,\"secret\":{\"id\":2}}          | {\"id\":1}",
                " { \"a\" : [ 1 , {} ] , \"id\" : \"x\" }  | {\"id\":\"x\"}",
                "{\"a\":\"} \\\" ]\",\"id\":[{\"b\":1}]} | {\"id\":[{\"b\":1}]}",
                "{\"lines\":[{\"name\":1,\"cost\":9},7]}   | {\"lines\":[{\"name\":1},7]}",
                "{\"\\u0069d\":1,\"i\\u0064x\":2}          | {\"\\u0069d\":1}",
                "{\"id\":1,\"id\":2}                        | {\"id\":1,\"id\":2}",
                "{}                                             | {}",
                "[{\"id\":1,\"b\":2}]                       | [{\"id\":1}]",
                "-1.5e9                                         | -1.5e9",
            })
    void what_is_wanted_is_copied_and_nothing_else(String json, String skimmed) throws IOException {
        assertThat(skim(json)).isEqualTo(skimmed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{\"a\":}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{}{}",
                "{},",
                "}",
                "]",
                ",",
                "{\"a\":\"\\",
                "{\"a\":[}",
                "[1 2]"
            })
    void what_does_not_hold_together_is_refused(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> skim(json));
    }

    @Test
    void depth_is_bounded_where_it_is_followed_and_free_where_it_is_passed_over() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> skim("[".repeat(100_000) + "]".repeat(100_000)));
        assertThat(skim("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"id\":1}"))
                .isEqualTo("{\"id\":1}");
    }

    @Test
    void strings_end_where_they_end_wherever_they_begin() throws IOException {
        for (var before = 0; before < 20; before++) {
            for (var length = 0; length < 40; length++) {
                var text = "x".repeat(length) + "\\\"" + "y".repeat(before);
                var json = " ".repeat(before) + "{\"a\":\"" + text + "\",\"id\":\"" + text + "\"}";
                assertThat(skim(json)).isEqualTo("{\"id\":\"" + text + "\"}");
            }
        }
    }

    @Test
    void a_record_made_of_the_skimmed_text_is_the_same_as_of_the_whole() throws IOException {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++) {
            var json = MAPPER.writeValueAsBytes(document(random, 4));
            if (random.nextBoolean()) {
                json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(MAPPER.readTree(json));
            }
            assertThat(read(JsonSkim.of(json, order))).isEqualTo(read(json));
        }
    }

    @Test
    void whatever_comes_a_text_that_is_passed_on_says_no_more_than_the_whole() throws IOException {
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++) {
            var json = MAPPER.writeValueAsBytes(document(random, 3));
            for (var change = 0; change <= random.nextInt(3); change++) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            byte[] skimmed;
            try {
                skimmed = JsonSkim.of(json, order);
            } catch (IOException unsound) {
                continue;
            }
            assertThat(skimmed.length).isLessThanOrEqualTo(json.length);
            var whole = read(json);
            if (whole.isPresent()) {
                assertThat(read(skimmed)).isEqualTo(whole);
            }
        }
    }

    @Test
    void names_are_the_ones_that_the_mapper_reads() throws IOException {
        var renamed = Wanted.of(MAPPER, Renamed.class);
        var json = "{\"name\":1,\"other\":2,\"alias\":3,\"older\":4,\"oldest\":5}";
        assertThat(new String(JsonSkim.of(json.getBytes(UTF_8), renamed), UTF_8))
                .isEqualTo("{\"other\":2,\"alias\":3,\"older\":4}");
    }

    @Test
    void what_is_no_record_is_taken_as_a_whole() {
        assertThat(Wanted.of(MAPPER, Map.class).all()).isTrue();
        assertThat(Wanted.of(MAPPER, JsonNode.class).all()).isTrue();
        var lax = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .build();
        assertThat(Wanted.of(lax, Order.class).all()).isTrue();
    }

    private String skim(String json) throws IOException {
        return new String(JsonSkim.of(json.getBytes(UTF_8), order), UTF_8);
    }

    private static Optional<Order> read(byte[] json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, Order.class));
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private static JsonNode document(Random random, int depth) {
        var make = JsonNodeFactory.instance;
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(8)) {
            case 0 -> make.numberNode(random.nextInt());
            case 1 -> make.textNode("\"\\}{][, \u00e9\ud83d\ude00".repeat(random.nextInt(4)));
            case 2 -> make.nullNode();
            case 3 -> make.booleanNode(random.nextBoolean());
            case 4 -> {
                var array = make.arrayNode();
                for (var i = random.nextInt(4); i > 0; i--) {
                    array.add(document(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = make.objectNode();
                for (var i = random.nextInt(6); i > 0; i--) {
                    object.set(NAMES[random.nextInt(NAMES.length)], document(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
