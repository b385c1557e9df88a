package dev.portico.demo.data;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses by a seed, so that the demo has the same data at every start. */
public record Dice(RandomGenerator random) {

    public static Dice seeded(long seed) {
        return new Dice(new SplittableRandom(seed));
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** From {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public String digits(int count) {
        return random.ints(count, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public String hex(int count) {
        return random.ints(count, 0, 16)
                .collect(
                        StringBuilder::new,
                        (text, digit) -> text.append(Character.forDigit(digit, 16)),
                        StringBuilder::append)
                .toString();
    }

    public JsonArray array(int count, IntFunction<?> element) {
        return IntStream.range(0, count).mapToObj(element).collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }
}
