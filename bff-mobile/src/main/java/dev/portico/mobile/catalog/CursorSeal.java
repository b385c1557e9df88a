package dev.portico.mobile.catalog;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes cursors so that clients cannot read anything into them nor make one themselves: the first half of an HMAC-SHA256 (RFC
 * 2104) and what it signs, in base64url (RFC 4648 section 5). One that this app, or another instance with the same key, has
 * not written does not open.
 */
@Startup // so that a key that is too short stops the start
@Singleton
final class CursorSeal {

    /** No cursor is longer, so that a longer one need not be looked at. */
    static final int LONGEST = 1024;

    private static final Logger LOG = Logger.getLogger(CursorSeal.class);
    private static final String SETTING = "portico.mobile.cursor-key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;
    private static final int SEAL = 16;
    private static final int NUMBERS = Byte.BYTES + Long.BYTES + Integer.BYTES + Short.BYTES;

    /** Begins each cursor, so that a later app knows one of a former form; part of what is signed. */
    private static final byte FORM = 1;

    private final SecretKeySpec key;

    CursorSeal(@ConfigProperty(name = SETTING) Optional<String> key) {
        this.key = new SecretKeySpec(key.map(CursorSeal::checked).orElseGet(CursorSeal::made), ALGORITHM);
    }

    private static byte[] checked(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_KEY) {
            throw new ConfigurationException(SETTING + " = \"…\": is too short; write at least " + SHORTEST_KEY
                    + " random bytes, such as openssl rand -base64 32 gives, and the same in each instance");
        }
        return bytes;
    }

    private static byte[] made() {
        LOG.info(SETTING
                + " is not set: cursors hold in this instance until it stops. Several instances need the same key.");
        var bytes = new byte[SHORTEST_KEY];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    String close(Cursor cursor) {
        var createdAt = cursor.createdAt();
        var category = cursor.category().getBytes(StandardCharsets.UTF_8);
        var id = cursor.id().getBytes(StandardCharsets.UTF_8);
        var content = ByteBuffer.allocate(NUMBERS + category.length + id.length)
                .put(FORM)
                .putLong(createdAt.getEpochSecond())
                .putInt(createdAt.getNano())
                .putShort((short) category.length)
                .put(category)
                .put(id)
                .array();
        var sealed =
                ByteBuffer.allocate(SEAL + content.length).put(sign(content)).put(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
    }

    /** The cursor, or empty where this is none, or one that was not closed with this key. */
    Optional<Cursor> open(String text) {
        return text.length() > LONGEST
                ? Optional.empty()
                : bytes(text).flatMap(this::signed).map(CursorSeal::cursor);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** What stands behind a sound seal. Nothing else of a cursor is read before. */
    private Optional<ByteBuffer> signed(byte[] sealed) {
        if (sealed.length <= SEAL + NUMBERS) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(sealed, SEAL, sealed.length);
        return MessageDigest.isEqual(sign(content), Arrays.copyOf(sealed, SEAL)) && content[0] == FORM
                ? Optional.of(ByteBuffer.wrap(content, 1, content.length - 1))
                : Optional.empty();
    }

    private static Cursor cursor(ByteBuffer content) {
        var createdAt = Instant.ofEpochSecond(content.getLong(), content.getInt());
        var category = text(content, content.getShort());
        return new Cursor(createdAt, text(content, content.remaining()), category);
    }

    private static String text(ByteBuffer content, int length) {
        var bytes = new byte[length];
        content.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), SEAL);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
