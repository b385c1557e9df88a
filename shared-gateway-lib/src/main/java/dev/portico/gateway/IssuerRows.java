package dev.portico.gateway;

import dev.portico.gateway.GatewayTable.IssuerRow;
import dev.portico.gateway.IssuerSettings.KeySource;
import dev.portico.gateway.identity.Issuer;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** Compiles the issuers of a table. */
final class IssuerRows {

    private static final int SHORTEST_SECRET = 32;
    private static final String NO_ADDRESS =
            "is no address; write the issuer's jwks_uri, such as https://login.example/jwks";

    private static final String PLAIN = "lets whoever is in between exchange the keys; write https, or plain-http: true"
            + " where the way to the issuer is your own";

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private static final Set<SignatureAlgorithm> ASYMMETRIC = Set.copyOf(EnumSet.complementOf(
            EnumSet.of(SignatureAlgorithm.HS256, SignatureAlgorithm.HS384, SignatureAlgorithm.HS512)));

    private static final Map<String, Issuer.Callers> CALLERS =
            Map.of("users", Issuer.Callers.USERS, "partners", Issuer.Callers.PARTNERS);

    private final Map<String, IssuerRow> rows;
    private final Complaints complaints;

    IssuerRows(Map<String, IssuerRow> rows, Complaints complaints) {
        this.rows = rows;
        this.complaints = complaints;
    }

    List<IssuerSettings> compiled() {
        var issuers = new ArrayList<IssuerSettings>();
        var rowOf = new HashMap<String, String>();
        new TreeMap<>(rows).forEach((name, row) -> {
            var key = "identity.issuers." + name;
            var other = rowOf.putIfAbsent(row.issuer(), name);
            if (other != null) {
                complaints.add(key + ".issuer", row.issuer(), "stands in identity.issuers." + other + " too; keep one");
            }
            issuer(name, key, row).ifPresent(issuers::add);
        });
        return issuers;
    }

    private Optional<IssuerSettings> issuer(String name, String key, IssuerRow row) {
        if (!name.matches(TableCompiler.ROW_NAME)) {
            complaints.missing(key, "an issuer's name tells callers apart; write letters, digits, - and _");
        }
        row.ids()
                .filter(ids -> !ids.matches(TableCompiler.ROW_NAME))
                .ifPresent(ids -> complaints.add(
                        key + ".ids",
                        ids,
                        "write a name of letters, digits, - and _, the same in each row that knows the same callers"));
        if (row.leeway().isNegative() || row.leeway().toMinutes() > 5) {
            complaints.add(key + ".leeway", row.leeway(), "write a duration from 0s to 5m");
        }
        var algorithms = algorithms(key, row);
        var callers = complaints.word(key + ".callers", row.callers(), CALLERS);
        var keys = keys(key, row, algorithms);
        if (callers.isEmpty() || keys.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IssuerSettings(
                name,
                row.ids().orElse(name),
                row.issuer(),
                row.audience(),
                algorithms,
                row.leeway(),
                row.roles(),
                row.scopes(),
                callers.get(),
                keys.get()));
    }

    private Set<SignatureAlgorithm> algorithms(String key, IssuerRow row) {
        if (row.algorithms().isEmpty()) {
            return row.secret().isPresent() ? Set.of(SignatureAlgorithm.HS256) : ASYMMETRIC;
        }
        var words = new HashMap<String, SignatureAlgorithm>();
        for (var algorithm : SignatureAlgorithm.values()) {
            if (ASYMMETRIC.contains(algorithm) != row.secret().isPresent()) {
                words.put(algorithm.getAlgorithm(), algorithm);
            }
        }
        var algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        row.algorithms().get().forEach(name -> complaints
                .word(key + ".algorithms", name, words)
                .ifPresent(algorithms::add));
        return algorithms;
    }

    private Optional<KeySource> keys(String key, IssuerRow row, Set<SignatureAlgorithm> algorithms) {
        var given = List.of(row.jwks(), row.publicKey(), row.secret()).stream()
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            complaints.missing(key, "write exactly one of jwks, public-key and secret");
            return Optional.empty();
        }
        if (row.jwks().isPresent()) {
            return complaints.read(key + ".jwks", row.jwks().get(), address -> jwks(address, row.plainHttp()));
        }
        if (row.publicKey().isPresent()) {
            return complaints.read(key + ".public-key", row.publicKey().get(), pem -> publicKey(pem, algorithms));
        }
        var secret = row.secret().get().getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_SECRET) {
            complaints.add(
                    key + ".secret", "…", "is too short for HS256; write at least " + SHORTEST_SECRET + " bytes");
        }
        return Optional.of(new KeySource.Given(new SecretKeySpec(secret, "HmacSHA256")));
    }

    private static KeySource jwks(String address, boolean plainHttp) {
        try {
            var url = new URI(address);
            if ("http".equals(url.getScheme()) && url.getHost() != null && !plainHttp && !loopback(url.getHost())) {
                throw new IllegalArgumentException(PLAIN);
            }
            if (url.getHost() != null
                    && url.getUserInfo() == null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return new KeySource.Published(url);
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(NO_ADDRESS, malformed);
        }
        throw new IllegalArgumentException(NO_ADDRESS);
    }

    private static boolean loopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    private static KeySource publicKey(String pemOrFile, Set<SignatureAlgorithm> algorithms) {
        try {
            var pem = pemOrFile.contains("-----BEGIN") ? pemOrFile : Files.readString(Path.of(pemOrFile));
            var elliptic = algorithms.stream().allMatch(a -> a.getAlgorithm().startsWith("ES"));
            return new KeySource.Given(
                    KeyUtils.decodePublicKey(pem, elliptic ? SignatureAlgorithm.ES256 : SignatureAlgorithm.RS256));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "is neither a PEM public key nor a file with one; for an EC key write algorithms: [ES256]",
                    unreadable);
        }
    }
}
