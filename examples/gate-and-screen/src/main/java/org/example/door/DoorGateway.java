package org.example.door;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of this door, in the order in which each request meets them. */
@Singleton
final class DoorGateway implements GateList {

    private static final int OLDEST_APP = 3;

    @Override
    public List<Gate> gates(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.matchRoute(),
                gateway.shed(),
                gateway.admitByAddress(),
                new RefuseOldApps(OLDEST_APP),
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
