package dev.portico.gateway;

import dev.portico.gateway.exchange.Gate;
import java.util.List;

/**
 * The gates of an app, in the order in which each request meets them. An app that declares a bean of this type has its own
 * list; one that does not has {@link #standard}.
 */
@FunctionalInterface
public interface GateList {

    List<Gate> gates(Gateway gateway);

    /** Identify, locate, match, limit by address, authenticate, authorise, limit by caller. */
    static List<Gate> standard(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.matchRoute(),
                gateway.admitByAddress(),
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
