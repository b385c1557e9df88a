package dev.portico.gateway;

import dev.portico.gateway.IdentityTable.IssuerRow;
import dev.portico.gateway.IssuerSettings.KeySource;
import dev.portico.gateway.identity.FittingAlgorithms;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** Compiles what an issuer's row says of keys and of the algorithms that they are for. */
final class IssuerKeyRows {

    private static final int SHORTEST_SECRET = 32;
    private static final String JWKS = "the issuer's jwks_uri, such as https://login.example/jwks";
    private static final String DISCOVERY =
            "the address of the issuer's metadata, such as" + " https://login.example/.well-known/openid-configuration";
    private static final String NO_PUBLIC_KEY = "is neither a PEM public key nor a file with one";

    private static final Set<SignatureAlgorithm> ASYMMETRIC = Set.copyOf(EnumSet.complementOf(
            EnumSet.of(SignatureAlgorithm.HS256, SignatureAlgorithm.HS384, SignatureAlgorithm.HS512)));

    private final String key;
    private final IssuerRow row;
    private final Complaints complaints;

    /** @param key the row's place in the table */
    IssuerKeyRows(String key, IssuerRow row, Complaints complaints) {
        this.key = key;
        this.row = row;
        this.complaints = complaints;
    }

    Set<SignatureAlgorithm> algorithms() {
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

    Optional<KeySource> source(Set<SignatureAlgorithm> algorithms) {
        var given = List.of(row.jwks(), row.discovery(), row.publicKey(), row.secret()).stream()
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            complaints.missing(key, "write exactly one of jwks, discovery, public-key and secret");
            return Optional.empty();
        }
        if (row.keysKept().toMinutes() < 1 || row.keysKept().toDays() > 30) {
            complaints.add(key + ".keys-kept", row.keysKept(), "write a duration from 1m to 30d");
        }
        if (row.jwks().isPresent()) {
            return complaints.read(
                    key + ".jwks",
                    row.jwks().get(),
                    address ->
                            new KeySource.Published(IssuerAddress.of(address, row.plainHttp(), JWKS), row.keysKept()));
        }
        if (row.discovery().isPresent()) {
            return complaints.read(
                    key + ".discovery",
                    row.discovery().get(),
                    address -> new KeySource.Discovered(
                            IssuerAddress.of(address, row.plainHttp(), DISCOVERY), row.plainHttp(), row.keysKept()));
        }
        if (row.publicKey().isPresent()) {
            return complaints.read(key + ".public-key", row.publicKey().get(), pem -> publicKey(pem, algorithms));
        }
        return Optional.of(secret(row.secret().orElse(""), algorithms));
    }

    private KeySource secret(String text, Set<SignatureAlgorithm> algorithms) {
        var secret = text.getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_SECRET) {
            complaints.add(
                    key + ".secret", "…", "is too short for HS256; write at least " + SHORTEST_SECRET + " bytes");
            return new KeySource.Given(new SecretKeySpec(new byte[SHORTEST_SECRET], "HmacSHA256"));
        }
        var shared = new SecretKeySpec(secret, "HmacSHA256");
        algorithms.stream()
                .filter(algorithm -> !FittingAlgorithms.of(shared).contains(algorithm))
                .findFirst()
                .ifPresent(algorithm -> complaints.add(
                        key + ".secret",
                        "…",
                        "is too short for " + algorithm.getAlgorithm() + "; HS384 needs 48 bytes and HS512 needs 64"));
        return new KeySource.Given(shared);
    }

    private static KeySource publicKey(String pemOrFile, Set<SignatureAlgorithm> algorithms) {
        try {
            var pem = pemOrFile.contains("-----BEGIN") ? pemOrFile : Files.readString(Path.of(pemOrFile));
            var parsed = parsed(pem);
            if (Collections.disjoint(FittingAlgorithms.of(parsed), algorithms)) {
                throw new IllegalArgumentException(
                        "is a key for none of the row's algorithms; write one for RSA keys of"
                                + " 2048 to 8192 bits, for the curve of an EC key, or EdDSA");
            }
            return new KeySource.Given(parsed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(NO_PUBLIC_KEY, unreadable);
        }
    }

    /** The kind of a key stands inside of it; each factory takes its own kind only. */
    private static Key parsed(String pem) {
        var content = pem.replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        return List.of("RSA", "EC", "EdDSA").stream()
                .flatMap(kind -> parsed(kind, content).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NO_PUBLIC_KEY));
    }

    private static Optional<Key> parsed(String kind, String content) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(content));
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException ofAnotherKind) {
            return Optional.empty();
        }
    }
}
