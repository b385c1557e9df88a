package dev.portico.gateway.shaping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random documents in random parts lose what the same rules take away from a tree that is held as a whole. */
class JsonTrimmerPropertiesTest {

    private static final int DOCUMENTS = 300;

    private static final List<String> NAMES = List.of("a", "b", "c", "items", "a.b", "ä", "", "x\"y");
    private static final List<String> PATHS =
            List.of("a", "b", "c", "a.b", "a.c", "items.a", "items.b.c", "b.a.c", "ä", "c.items", "items.items.a");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "7", "-12.50", "1e5", "1E+05", "12345678901234567890123", "0.10", "-0.0e-0");
    private static final List<String> TEXTS =
            List.of("", "plain", "é€😀", "a\"b\\c/\n\t\u0001", "\ud83d", "é\udc00é", "long ".repeat(400));

    private static final JsonMapper RAW = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** A document, held as a whole; an object may have several members of one name. */
    private sealed interface Json {
        record Members(List<Member> all) implements Json {}

        record Member(String name, Json value) {}

        record Elements(List<Json> all) implements Json {}

        record Text(String text) implements Json {}

        /** A number, true, false or null. */
        record Literal(String text) implements Json {}
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_document_in_parts_is_trimmed_as_a_tree_is(long seed) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            var document = container(random, 0);
            var fields = FieldTree.of(some(PATHS, 1 + random.nextInt(4), random));
            var source = source(document, random);
            assertThat(inParts(source.getBytes(UTF_8), fields, random))
                    .as("%s of %s", fields.paths(), source)
                    .isEqualTo(written(kept(document, fields).orElseThrow()));
        }
    }

    /** What is left of a value where these fields of it may stay, if anything. */
    private static Optional<Json> kept(Json value, FieldTree fields) {
        return switch (value) {
            case Json.Members(var all) ->
                Optional.of(new Json.Members(all.stream()
                        .flatMap(member -> Optional.ofNullable(fields.at(member.name()))
                                .flatMap(below -> kept(member.value(), below))
                                .map(left -> new Json.Member(member.name(), left))
                                .stream())
                        .toList()));
            case Json.Elements(var all) ->
                Optional.of(new Json.Elements(all.stream()
                        .flatMap(element -> kept(element, fields).stream())
                        .toList()));
            case Json.Text text -> fields.open() ? Optional.of(text) : Optional.empty();
            case Json.Literal literal -> fields.open() ? Optional.of(literal) : Optional.empty();
        };
    }

    private static String inParts(byte[] document, FieldTree fields, RandomGenerator random) {
        var longest = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
        var left = new ByteArrayOutputStream();
        try (var trimmer = new JsonTrimmer(fields)) {
            for (int from = 0, to; from < document.length; from = to) {
                to = Math.min(document.length, from + 1 + random.nextInt(longest));
                left.writeBytes(trimmer.part(Arrays.copyOfRange(document, from, to)));
            }
            left.writeBytes(trimmer.end());
        }
        return left.toString(UTF_8);
    }

    private static Json value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 5 ? 3 : 6)) {
            case 0 -> new Json.Text(one(TEXTS, random));
            case 1 -> new Json.Literal(one(NUMBERS, random));
            case 2 -> new Json.Literal(one(List.of("true", "false", "null"), random));
            default -> container(random, depth);
        };
    }

    private static Json container(RandomGenerator random, int depth) {
        var size = random.nextInt(6);
        if (random.nextInt(3) == 0) {
            return new Json.Elements(IntStream.range(0, size)
                    .mapToObj(i -> value(random, depth + 1))
                    .toList());
        }
        return new Json.Members(IntStream.range(0, size)
                .mapToObj(i -> new Json.Member(one(NAMES, random), value(random, depth + 1)))
                .toList());
    }

    /** As somebody might write it: with space and escapes where they like. */
    private static String source(Json value, RandomGenerator random) throws JsonProcessingException {
        return space(random)
                + switch (value) {
                    case Json.Members(var all) -> {
                        var members = new ArrayList<String>();
                        for (var member : all) {
                            members.add(space(random) + text(member.name(), random) + space(random) + ":"
                                    + source(member.value(), random));
                        }
                        yield "{" + String.join(",", members) + space(random) + "}";
                    }
                    case Json.Elements(var all) -> {
                        var elements = new ArrayList<String>();
                        for (var element : all) {
                            elements.add(source(element, random));
                        }
                        yield "[" + String.join(",", elements) + space(random) + "]";
                    }
                    case Json.Text(var text) -> text(text, random);
                    case Json.Literal(var literal) -> literal;
                }
                + space(random);
    }

    private static String text(String text, RandomGenerator random) throws JsonProcessingException {
        return switch (random.nextInt(3)) {
            case 0 -> text.chars().mapToObj(c -> "\\u%04x".formatted(c)).collect(Collectors.joining("", "\"", "\""));
            case 1 -> ASCII.writeValueAsString(text).replace("/", "\\/");
            default -> (wellFormed(text) ? RAW : ASCII).writeValueAsString(text);
        };
    }

    private static String space(RandomGenerator random) {
        return random.nextInt(8) == 0 ? one(List.of(" ", "\n", "\t ", "\r\n   "), random) : "";
    }

    /** As the trimmer writes it. */
    private static String written(Json value) throws JsonProcessingException {
        return switch (value) {
            case Json.Members(var all) -> {
                var members = new ArrayList<String>();
                for (var member : all) {
                    members.add(ASCII.writeValueAsString(member.name()) + ":" + written(member.value()));
                }
                yield "{" + String.join(",", members) + "}";
            }
            case Json.Elements(var all) -> {
                var elements = new ArrayList<String>();
                for (var element : all) {
                    elements.add(written(element));
                }
                yield "[" + String.join(",", elements) + "]";
            }
            case Json.Text(var text) -> (wellFormed(text) ? RAW : ASCII).writeValueAsString(text);
            case Json.Literal(var literal) -> literal;
        };
    }

    private static boolean wellFormed(String text) {
        try {
            UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException loneSurrogate) {
            return false;
        }
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> some(List<String> of, int count, RandomGenerator random) {
        return IntStream.range(0, count).mapToObj(i -> one(of, random)).toList();
    }
}
