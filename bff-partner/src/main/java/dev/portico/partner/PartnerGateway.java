package dev.portico.partner;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import dev.portico.partner.versions.AnnounceSuccessor;
import dev.portico.partner.versions.VersionSettings;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of the partner BFF, in the order in which each request meets them. */
@Singleton
final class PartnerGateway implements GateList {

    private final VersionSettings v1;

    PartnerGateway(VersionSettings v1) {
        this.v1 = v1;
    }

    @Override
    public List<Gate> gates(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.matchRoute(),
                new AnnounceSuccessor("/v1/", "/v2/", v1.deprecated(), v1.sunset()),
                gateway.shed(),
                gateway.admitByAddress(),
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
