package dev.portico.gateway.exchange;

import dev.portico.gateway.problem.Problem;

/** Opens what a gate decided, or fails the test that expected something else. */
public final class Passages {

    private Passages() {}

    public static Exchange onward(Passage passage) {
        return switch (passage) {
            case Passage.Onward(var exchange) -> exchange;
            case Passage.Refused(var problem) -> throw new AssertionError("refused: " + problem);
            case Passage.Answered answered -> throw new AssertionError("answered: " + answered);
            case Passage.Later later -> throw new AssertionError("has to wait");
        };
    }

    public static Problem refused(Passage passage) {
        return switch (passage) {
            case Passage.Onward onward -> throw new AssertionError("let on");
            case Passage.Refused(var problem) -> problem;
            case Passage.Answered answered -> throw new AssertionError("answered: " + answered);
            case Passage.Later later -> throw new AssertionError("has to wait");
        };
    }

    public static Passage arrived(Passage passage) {
        return passage instanceof Passage.Later(var later) ? later.await().indefinitely() : passage;
    }

    public static Passage.Answered answered(Passage passage) {
        return switch (passage) {
            case Passage.Answered answered -> answered;
            case Passage.Onward onward -> throw new AssertionError("let on");
            case Passage.Refused(var problem) -> throw new AssertionError("refused: " + problem);
            case Passage.Later later -> throw new AssertionError("has to wait");
        };
    }
}
