package dev.portico.gateway.edge;

import dev.portico.gateway.problem.Refusal;
import dev.portico.gateway.shaping.ChosenFields;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Reads which fields of a screen's answer the caller wants, and refuses those that the answer does not have before the screen
 * runs. Public for the classes that Quarkus generates around it, which may live in another class loader; not for apps.
 */
@Singleton
public final class ChooseFields {

    private final ScreenFields screens;

    ChooseFields(ScreenFields screens) {
        this.screens = screens;
    }

    @ServerRequestFilter
    public void readChoice(RoutingContext context) {
        var query = HandOver.take(context)
                .map(exchange -> exchange.request().query())
                .orElse(null);
        if (query == null) {
            return;
        }
        screens.of(CurrentRequestManager.get().getTarget()).ifPresent(known -> {
            switch (ChosenFields.of(query, known)) {
                case ChosenFields.Chosen(var fields) -> HandOver.giveChosen(context, fields);
                case ChosenFields.Refused(var problem) -> throw new Refusal(problem);
            }
        });
    }
}
