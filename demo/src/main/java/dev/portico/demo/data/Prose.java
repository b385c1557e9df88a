package dev.portico.demo.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sentences and paragraphs of invented, neutral text. */
public record Prose(Dice dice) {

    private static final List<String> OPENINGS = List.of(
            "Made for daily use,",
            "After two years of testing,",
            "With a focus on repair,",
            "For small rooms and large plans,",
            "Built from parts that can be replaced,",
            "In this season's revision,");
    private static final List<String> SUBJECTS = List.of(
            "the frame", "the outer layer", "this model", "every joint", "the inner lining", "the base", "the handle");
    private static final List<String> ACTS = List.of(
            "keeps its shape over years of wear",
            "is finished by hand in small batches",
            "takes less room than the one before it",
            "cleans with plain water and a soft cloth",
            "stays quiet when it is moved",
            "fits the accessories of the earlier series",
            "carries more weight than it seems to");
    private static final List<String> REASONS = List.of(
            "because the material is pressed twice",
            "so that nothing has to be forced",
            "without a single glued seam",
            "even when it is used outdoors",
            "and arrives ready to use",
            "while using a third less packaging");

    public String sentence() {
        return dice.pick(OPENINGS) + " " + dice.pick(SUBJECTS) + " " + dice.pick(ACTS) + " " + dice.pick(REASONS) + ".";
    }

    public String sentences(int count) {
        return IntStream.range(0, count).mapToObj(i -> sentence()).collect(Collectors.joining(" "));
    }

    public String paragraphs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> sentences(dice.between(3, 5)))
                .collect(Collectors.joining("\n\n"));
    }
}
