package dev.portico.mobile;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import dev.portico.mobile.device.CheckAppVersion;
import dev.portico.mobile.device.ReadDevice;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of the mobile BFF, in the order in which each request meets them. */
@Singleton
final class MobileGateway implements GateList {

    private final CheckAppVersion checkAppVersion;

    MobileGateway(CheckAppVersion checkAppVersion) {
        this.checkAppVersion = checkAppVersion;
    }

    @Override
    public List<Gate> gates(Gateway gateway) {
        return List.of(
                gateway.identifyRequest(),
                gateway.locateClient(),
                gateway.matchRoute(),
                gateway.shed(),
                gateway.admitByAddress(),
                new ReadDevice(),
                checkAppVersion, // before the token: an app that is too old may have one that is worth nothing any more
                gateway.authenticate(),
                gateway.authorize(),
                gateway.admitByCaller());
    }
}
