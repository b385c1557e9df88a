package dev.portico.web;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of the web BFF, in the order in which each request meets them. */
@Singleton
final class WebGateway implements GateList {

    @Override
    public List<Gate> gates(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.hardenAnswers(),
                gateway.checkOrigin(),
                gateway.matchRoute(),
                gateway.shed(),
                gateway.admitByAddress(),
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
