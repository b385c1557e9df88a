package dev.portico.demo.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** How one service is set for all its requests: its port open or closed, slower, or failing with a probability. */
public record Switches(boolean up, long delayMs, double failureRate) {

    public static final Switches ORDINARY = new Switches(true, 0, 0);

    private static final Set<String> NAMES = new TreeSet<>(Set.of("up", "delayMs", "failureRate"));

    /** What a change of switches reads as: new switches, or what is wrong with it. */
    public sealed interface Reading {
        record Changed(Switches switches) implements Reading {}

        record Refused(String detail) implements Reading {}
    }

    /** Reads a JSON object; a switch that it does not name stays as it is. */
    public Reading changedBy(String text) {
        JsonObject json;
        try {
            json = new JsonObject(text);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new Reading.Refused("The body is a JSON object such as {\"up\":false,\"delayMs\":200}.");
        }
        for (var name : json.fieldNames()) {
            if (!NAMES.contains(name)) {
                return new Reading.Refused("'" + name + "' is none of " + String.join(", ", NAMES) + ".");
            }
        }
        if (!(json.getValue("up", up) instanceof Boolean nowUp)) {
            return new Reading.Refused("up is true or false.");
        }
        if (!(json.getValue("delayMs", delayMs) instanceof Number delay)
                || delay.doubleValue() != delay.longValue()
                || delay.longValue() < 0
                || delay.longValue() > Wish.LONGEST_DELAY_MS) {
            return new Reading.Refused("delayMs is a whole number from 0 to " + Wish.LONGEST_DELAY_MS + ".");
        }
        if (!(json.getValue("failureRate", failureRate) instanceof Number rate)
                || !(rate.doubleValue() >= 0 && rate.doubleValue() <= 1)) {
            return new Reading.Refused("failureRate is a number from 0 to 1.");
        }
        return new Reading.Changed(new Switches(nowUp, delay.longValue(), rate.doubleValue()));
    }
}
