package dev.portico.mobile;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of the mobile BFF, in the order in which each request meets them. */
@Singleton
final class MobileGateway implements GateList {

    @Override
    public List<Gate> gates(Gateway gateway) {
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
