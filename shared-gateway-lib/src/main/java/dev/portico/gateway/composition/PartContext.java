package dev.portico.gateway.composition;

import dev.portico.gateway.exchange.Caller;
import dev.portico.gateway.exchange.Deadline;
import dev.portico.gateway.exchange.Exchange;
import java.time.Duration;

/** In what a part of a screen is got: the request that it is for, by when, and what the screen may still spend. */
public final class PartContext {

    private final Exchange exchange;
    private final Deadline deadline;
    private final CallLedger ledger;

    PartContext(Exchange exchange, Deadline deadline, CallLedger ledger) {
        this.exchange = exchange;
        this.deadline = deadline;
        this.ledger = ledger;
    }

    public Exchange exchange() {
        return exchange;
    }

    /** By when the part has to be here. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * Who is calling: the subject of a user, the id of a partner, as their issuer knows them. Where a table has several
     * issuers, {@link Caller#key} tells callers apart.
     *
     * @throws IllegalStateException where nobody is known; the row of the screen has to need a caller
     */
    public String callerId() {
        return switch (exchange.caller()) {
            case Caller.User user -> user.subject();
            case Caller.Partner partner -> partner.id();
            case Caller.Anonymous() ->
                throw new IllegalStateException("The row " + exchange.route().name() + " has to need a caller");
        };
    }

    /**
     * Notes a call that is about to be made: for clients other than {@link JsonClient}, which does it itself.
     *
     * @throws IllegalStateException where the screen has declared fewer calls
     */
    public void spend(String target) {
        ledger.spend(target);
    }

    PartContext within(Duration time) {
        return new PartContext(exchange, Deadline.in(time).or(deadline), ledger);
    }

    CallLedger ledger() {
        return ledger;
    }
}
