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

    /**
     * Identify, locate, check the origin, match, shed, limit by address, authenticate, authorise, limit by caller. Where the
     * table lists no origins, the third does nothing.
     */
    static List<Gate> standard(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.checkOrigin(),
                gateway.matchRoute(),
                gateway.shed(),
                gateway.admitByAddress(),
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
