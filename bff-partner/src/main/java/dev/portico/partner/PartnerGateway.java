package dev.portico.partner;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of the partner BFF, in the order in which each request meets them. */
@Singleton
final class PartnerGateway implements GateList {

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
