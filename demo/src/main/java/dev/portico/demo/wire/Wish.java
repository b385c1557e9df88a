package dev.portico.demo.wire;

import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How one request wants to be treated, from its {@code X-Demo-*} headers; a wish that cannot be read is refused. */
sealed interface Wish {

    long LONGEST_DELAY_MS = 60_000;

    /** {@code status} 0 stands for none wished. */
    record Granted(long delayMs, int status, Fault fault) implements Wish {

        Answer amend(Answer answer) {
            return status != 0 && answer instanceof Answer.Whole whole ? whole.withStatus(status) : answer;
        }
    }

    record Unclear(String detail) implements Wish {}

    static Wish of(MultiMap headers) {
        var delay = number(headers.get("X-Demo-Delay"));
        if (delay.isEmpty() || delay.getAsLong() < 0 || delay.getAsLong() > LONGEST_DELAY_MS) {
            return new Unclear("X-Demo-Delay is a number of milliseconds from 0 to " + LONGEST_DELAY_MS + ".");
        }
        var status = number(headers.get("X-Demo-Status"));
        if (status.isEmpty() || (status.getAsLong() != 0 && (status.getAsLong() < 200 || status.getAsLong() > 599))) {
            return new Unclear("X-Demo-Status is a status code from 200 to 599.");
        }
        var name = headers.get("X-Demo-Fault");
        var fault = name == null ? Optional.of(Fault.NONE) : Fault.named(name);
        if (fault.isEmpty()) {
            return new Unclear("X-Demo-Fault is one of reset, truncate, hang, garbage, short-length.");
        }
        return new Granted(delay.getAsLong(), (int) status.getAsLong(), fault.get());
    }

    private static OptionalLong number(@Nullable String text) {
        if (text == null) {
            return OptionalLong.of(0);
        }
        try {
            return OptionalLong.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
