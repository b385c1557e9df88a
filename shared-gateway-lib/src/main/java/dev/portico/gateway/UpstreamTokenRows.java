package dev.portico.gateway;

import dev.portico.gateway.IdentityTable.UpstreamTokenRow;
import dev.portico.gateway.identity.PublicSigningKey;
import dev.portico.gateway.identity.SigningKey;
import dev.portico.gateway.identity.UpstreamTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compiles what the table says of the tokens that tell upstreams who is calling. */
final class UpstreamTokenRows {

    static final String FIELD = "X-Portico-Identity";

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String KEY = "identity.upstream-token.";

    private final UpstreamTokenRow row;
    private final Complaints complaints;

    UpstreamTokenRows(UpstreamTokenRow row, Complaints complaints) {
        this.row = row;
        this.complaints = complaints;
    }

    UpstreamTokens.Settings compiled() {
        var lifetime = row.lifetime().orElse(LIFETIME);
        if (lifetime.toSeconds() < 10 || lifetime.compareTo(LONGEST) > 0) {
            complaints.add(KEY + "lifetime", lifetime, "write a duration from 10s to 10m");
        }
        return new UpstreamTokens.Settings(
                row.header().orElse(FIELD),
                row.issuer(),
                lifetime,
                row.besideHeaders().orElse(false),
                row.key().flatMap(pem -> key("key", pem, "a PEM private key", SigningKey::of)),
                row.published().orElse(List.of()).stream()
                        .flatMap(pem -> key("published", pem, "a PEM public key", PublicSigningKey::of).stream())
                        .toList());
    }

    /** The value may be the key itself and is never shown. */
    private <K> Optional<K> key(String name, String pemOrFile, String what, Function<String, K> reader) {
        return pem(name, pemOrFile, what).flatMap(pem -> {
            try {
                return Optional.of(reader.apply(pem));
            } catch (IllegalArgumentException another) {
                complaints.add(KEY + name, "…", String.valueOf(another.getMessage()));
                return Optional.empty();
            }
        });
    }

    private Optional<String> pem(String name, String pemOrFile, String what) {
        if (pemOrFile.contains("-----BEGIN")) {
            return Optional.of(pemOrFile);
        }
        try {
            return Optional.of(Files.readString(Path.of(pemOrFile)));
        } catch (IOException | InvalidPathException unreadable) {
            complaints.add(KEY + name, "…", "is neither " + what + " nor a file with one");
            return Optional.empty();
        }
    }
}
