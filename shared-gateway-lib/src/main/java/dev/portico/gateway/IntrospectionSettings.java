package dev.portico.gateway;

import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.TokenRules;
import java.net.URI;
import java.time.Duration;

/**
 * What the table says of an issuer that is asked about its tokens.
 *
 * @param credentials what the gateway itself shows there: the value of {@code Authorization}
 * @param kept how long an answer is believed
 */
public record IntrospectionSettings(
        String name, TokenRules rules, CallerClaims caller, URI address, String credentials, Duration kept) {

    /** Without the credentials, which would end up in a log. */
    @Override
    public String toString() {
        return "IntrospectionSettings[" + name + ", " + address + "]";
    }
}
