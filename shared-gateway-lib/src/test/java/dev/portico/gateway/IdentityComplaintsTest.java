package dev.portico.gateway;

import static dev.portico.gateway.Tables.issuer;
import static dev.portico.gateway.Tables.with;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong row about who callers are ends in one message that names the row, the key, the value and how to mend it. */
class IdentityComplaintsTest {

    static List<Arguments> identity() {
        var jwks = "jwks: https://login.example/jwks";
        var secret = "secret: " + "x".repeat(32);
        var row = "identity.issuers.main";
        return List.of(
                of(issuer("leeway: 5s"), row + ": write exactly one of jwks, discovery, public-key and secret"),
                of(issuer(jwks + ", " + secret), row + ": write exactly one of jwks, discovery, public-key and secret"),
                of(
                        issuer("jwks: login"),
                        row + ".jwks = \"login\": is no address; write the issuer's jwks_uri, such as"),
                of(issuer("jwks: 'https://a b'"), row + ".jwks = \"https://a b\": is no address; write the issuer's"),
                of(
                        issuer("jwks: http://login.example/jwks"),
                        row
                                + ".jwks = \"http://login.example/jwks\": lets whoever is in between exchange the keys; write"),
                of(
                        issuer("jwks: http://127.0.0.1.evil.example/jwks"),
                        row + ".jwks = \"http://127.0.0.1.evil.example/jwks\": lets whoever is in between"),
                of(
                        issuer("jwks: http://login/jwks, plain-http: perhaps"),
                        row + ".plain-http = \"perhaps\": cannot be read; write true or false"),
                of(
                        issuer("public-key: nowhere.pem"),
                        row + ".public-key = \"nowhere.pem\": is neither a PEM public key nor a file with one"),
                of(issuer("secret: short"), row + ".secret = \"…\": is too short for HS256; write at least 32 bytes"),
                of(issuer("secret: '${SECRET}'"), row + ".secret = \"…\": has no value; set SECRET in the environment"),
                of(
                        issuer(jwks + ", algorithms: [HS256]"),
                        row + ".algorithms = \"HS256\": is not known; write ES256 or"),
                of(
                        issuer(secret + ", algorithms: [RS256]"),
                        row + ".algorithms = \"RS256\": is not known; write HS256 or"),
                of(issuer(jwks + ", algorithms: [none]"), row + ".algorithms = \"none\": is not known; write ES256 or"),
                of(
                        issuer(jwks + ", callers: robots"),
                        row + ".callers = \"robots\": is not known; write partners or users"),
                of(
                        issuer("discovery: login"),
                        row + ".discovery = \"login\": is no address; write the address of the issuer's metadata"),
                of(
                        issuer("discovery: http://login.example/.well-known/openid-configuration"),
                        row + ".discovery = \"http://login.example/.well-known/openid-configuration\": lets whoever"),
                of(issuer(jwks + ", keys-kept: 1s"), row + ".keys-kept = \"1s\": write a duration from 1m to 30d"),
                of(
                        issuer("secret: " + "x".repeat(47) + ", algorithms: [HS384]"),
                        row + ".secret = \"…\": is too short for HS384; HS384 needs 48 bytes and HS512 needs 64"),
                of(issuer(jwks + ", claims: { tenant: }"), row + ".claims.tenant: has no value; write one or remove"),
                of(issuer(jwks + ", type: []"), row + ".type: has no value; write one or remove the key"),
                of(
                        issuer(jwks + ", ids: 'a:b'"),
                        row + ".ids = \"a:b\": write a name of letters, digits, - and _, the same"),
                of(
                        issuer(jwks).replace("main:", "'a:b':"),
                        "identity.issuers = \"a:b\": tells callers apart; write a name of letters, digits, - and _"),
                of(issuer(jwks + ", leeway: 10m"), row + ".leeway = \"10m\": write a duration from 0s to 5m"),
                of(
                        issuer(jwks + ", audience: []").replace("audience: [portico], ", ""),
                        row + ".audience: has no value; write one or remove the key"),
                of(
                        issuer(jwks).replace("audience: [portico], ", ""),
                        row + ".audience: is missing; write a list of the audiences of which a token has to name one"),
                of(
                        issuer(jwks).replace("issuer: https://login.example, ", ""),
                        row + ".issuer: is missing; write the exact iss of the tokens"),
                of(
                        with("identity: { issuers: { a: { issuer: x, audience: [a], " + jwks
                                + " }, b: { issuer: x, audience: [b], " + jwks + " } } }"),
                        "identity.issuers.b.issuer = \"x\": stands in identity.issuers.a too; keep one"),
                of(
                        with("identity: { issuer: { a: b } }"),
                        "identity.issuer.a = \"b\": is no key of the table; did you mean issuers?"),
                of(
                        issuer("introspection: { url: login, client-id: a, client-secret: b }"),
                        row
                                + ".introspection.url = \"login\": is no address; write the issuer's introspection_endpoint"),
                of(
                        issuer("introspection: { url: 'http://login.example/i', client-id: a, client-secret: b }"),
                        row + ".introspection.url = \"http://login.example/i\": lets whoever is in between"),
                of(
                        issuer("introspection: { url: 'https://login.example/i', client-id: a }"),
                        row + ".introspection.client-secret: is missing; see docs/gateway-yaml.md"),
                of(
                        issuer(
                                jwks
                                        + ", introspection: { url: 'https://login.example/i', client-id: a, client-secret: b }"),
                        row + ": beside introspection there are no keys, algorithms and types"),
                of(
                        issuer("introspection: { url: 'https://a.example', client-id: a, client-secret: b, kept: 1h }"),
                        row + ".introspection.kept = \"1h\": write a duration from 1s to 5m"),
                of(
                        with("identity: { upstream-token: { lifetime: 60s } }"),
                        "identity.upstream-token.issuer: is missing; write the exact iss of the tokens"),
                of(
                        with("identity: { upstream-token: { issuer: a, lifetime: 1s } }"),
                        "identity.upstream-token.lifetime = \"1s\": write a duration from 10s to 10m"),
                of(
                        with("identity: { upstream-token: { issuer: a, header: Authorization } }"),
                        "identity.upstream-token.header = \"Authorization\": means something else; write a name of its own"),
                of(
                        with("identity: { upstream-token: { issuer: a, header: x_user_id } }"),
                        "identity.upstream-token.header = \"x_user_id\": is no name of a header field"),
                of(
                        with("identity: { upstream-token: { issuer: a, header: x-user-id } }"),
                        "identity.upstream-token.header = \"x-user-id\": means something else; write a name of its own"),
                of(
                        with("identity: { upstream-token: { issuer: a, key: s3cr3t } }"),
                        "identity.upstream-token.key = \"…\": is neither a PEM private key nor a file with one"),
                of(
                        with("identity: { upstream-token: { issuer: a, key: '-----BEGIN PRIVATE KEY-----AAAA' } }"),
                        "identity.upstream-token.key = \"…\": holds no private key on P-256 with its public one; make one"),
                of(
                        with("identity: { upstream-token: { issuer: a, published: [s3cr3t] } }"),
                        "identity.upstream-token.published = \"…\": is neither a PEM public key nor a file with one"),
                of(
                        with(
                                "identity: { upstream-token: { issuer: a, published: ['-----BEGIN PRIVATE KEY-----AAAA'] } }"),
                        "identity.upstream-token.published = \"…\": holds no public key on P-256; take one out of"),
                of(
                        with("identity: { headers: { user: 'X User' } }"),
                        "identity.headers.user = \"X User\": is no name of a header field; write letters, digits and -"),
                of(
                        with("identity: { headers: { roles: x-user-id } }"),
                        "identity.headers.roles = \"x-user-id\": is the name in identity.headers.user too; write another"),
                of(
                        with("identity: { headers: { user: Host } }"),
                        "identity.headers.user = \"Host\": means something else; write a name of your own, such as"),
                of(
                        with("identity: { headers: { partner: content-length } }"),
                        "identity.headers.partner = \"content-length\": means something else; write a name"),
                of(
                        with("identity: { headers: { drop: [X-Internal-Token, Connection] } }"),
                        "identity.headers.drop = \"Connection\": means something else; write a name"),
                of(
                        with("identity: { headers: { drop: ['X Token'] } }"),
                        "identity.headers.drop = \"X Token\": is no name of a header field; write letters, digits and -"),
                of(
                        with("client-address: { also: [port] }"),
                        "client-address.also = \"port\": is not known; write host or proto"),
                of(
                        with("client-address: { trusted-proxies: [10/8] }"),
                        "client-address.trusted-proxies = \"10/8\": is no IP address or block such as 10.0.0.0/8"),
                of(
                        with("client-address: { trusted-proxies: [10.0.0.0/99] }"),
                        "client-address.trusted-proxies = \"10.0.0.0/99\": needs a prefix length from 0 to 32"),
                of(
                        with("client-address: { header: x-real-ip }"),
                        "client-address.header = \"x-real-ip\": is not known; write forwarded or x-forwarded-for"),
                of(
                        with("client-address: { trusted-proxy: [10.0.0.1] }"),
                        "client-address.trusted-proxy[0] = \"10.0.0.1\": is no key of the table; did you mean trusted-proxies?"),
                of(with("limitz: {}"), "limitz: is no key of the table; did you mean limits?"),
                of(with("routs: { a: b }"), "routs: is no key of the table; did you mean routes?"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("identity")
    void a_wrong_table_is_refused_with_row_key_value_and_mend(String yaml, String complaint) {
        Tables.assertRefused(yaml, complaint);
    }

    private static Arguments of(String yaml, String complaint) {
        return Arguments.of(yaml, complaint);
    }
}
