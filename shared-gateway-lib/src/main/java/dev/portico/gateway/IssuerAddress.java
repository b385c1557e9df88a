package dev.portico.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The addresses at which issuers are asked: whoever can answer in their place can let anybody in. */
final class IssuerAddress {

    private static final String PLAIN = "lets whoever is in between exchange the keys; write https, or plain-http: true"
            + " where the way to the issuer is your own";

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private IssuerAddress() {}

    /**
     * @param what which address it is, with an example
     * @throws IllegalArgumentException where it is no address, or plain http to somewhere else than this machine
     */
    static URI of(String address, boolean plainHttp, String what) {
        try {
            var url = new URI(address);
            if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null || !web(url)) {
                throw new IllegalArgumentException("is no address; write " + what);
            }
            if ("http".equals(url.getScheme()) && !plainHttp && !loopback(url.getHost())) {
                throw new IllegalArgumentException(PLAIN);
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is no address; write " + what, malformed);
        }
    }

    private static boolean web(URI url) {
        return "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    }

    private static boolean loopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }
}
