package @PACKAGE@;

import dev.portico.gateway.GateList;
import dev.portico.gateway.Gateway;
import dev.portico.gateway.exchange.Gate;
import jakarta.inject.Singleton;
import java.util.List;

/** The gates of @APP@, in the order in which each request meets them. A gate of your own goes where it belongs in the list. */
@Singleton
final class @CLASS@ implements GateList {

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
