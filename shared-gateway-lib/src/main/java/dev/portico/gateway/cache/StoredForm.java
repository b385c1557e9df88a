package dev.portico.gateway.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Stored answers as octets, for a store that other versions of this program may have written and others may have spoiled:
 * what is not exactly this form is no answer.
 *
 * <p>A version, whether the content is deflated, a CRC-32C of all that follows; then numbers of eight octets, texts and lists
 * with their length before them, and the content to the end.
 */
final class StoredForm {

    /** Smaller ones gain too little. Larger ones are for a worker thread: a loop would stand still meanwhile. */
    private static final int DEFLATED_FROM = 4 << 10;

    private static final byte VERSION = 1;
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int HEAD = 6;

    /** Longer lists of fields, tags and names are nobody's. */
    private static final int MOST = 4 << 10;

    /**
     * @param purges which purges had been heard of when the answer was asked for
     */
    record Kept(Stored stored, long purges) {}

    private final IntSupplier largest;

    /** @param largest how many octets the content of an answer may have */
    StoredForm(IntSupplier largest) {
        this.largest = largest;
    }

    /** Whether writing it takes so long that it is not for an event loop. */
    static boolean isLarge(Stored stored) {
        return stored.content().length() >= DEFLATED_FROM;
    }

    /** The same of reading it; what is not deflated is but a copy and a sum. */
    static boolean isLarge(Buffer form) {
        return form.length() > HEAD && form.getByte(1) == DEFLATED;
    }

    Buffer write(Stored stored, long purges) {
        var content = stored.content().getBytes();
        var coded = stored.fields().toMultiMap().contains(Names.CONTENT_ENCODING);
        var deflated = isLarge(stored) && !coded ? deflated(content) : null;
        var form = Buffer.buffer(content.length / 2 + 1024)
                .appendByte(VERSION)
                .appendByte(deflated == null ? PLAIN : DEFLATED)
                .appendInt(0)
                .appendLong(purges)
                .appendLong(stored.status());
        write(stored.terms(), form);
        var times = stored.times();
        form.appendLong(times.dated()).appendLong(times.ageThen()).appendLong(times.receivedAt());
        write(stored.vary().names(), form);
        write(stored.vary().values(), form);
        write(optional(stored.validators().etag()), form);
        write(optional(stored.validators().lastModified()), form);
        write(stored.tags(), form);
        var fields = new ArrayList<String>();
        stored.fields().toMultiMap().forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        write(fields, form);
        form.appendInt(content.length).appendBytes(deflated == null ? content : deflated);
        return form.setInt(2, sum(form.getBytes()));
    }

    /** What was written; null where that is anything else. */
    @Nullable
    Kept read(Buffer form) {
        try {
            var octets = form.getBytes();
            var in = ByteBuffer.wrap(octets);
            if (in.get() != VERSION) {
                return null;
            }
            var deflated = in.get() == DEFLATED;
            return in.getInt() == sum(octets) ? read(in, deflated) : null;
        } catch (RuntimeException | DataFormatException broken) {
            return null;
        }
    }

    private Kept read(ByteBuffer in, boolean deflated) throws DataFormatException {
        var purges = in.getLong();
        var status = Math.toIntExact(in.getLong());
        var terms = new Terms(in.getLong(), isSet(in), isSet(in), in.getLong(), in.getLong(), isSet(in));
        var times = new Times(in.getLong(), in.getLong(), in.getLong());
        var vary = new Vary(texts(in), texts(in));
        var validators = new Validators(first(texts(in)), first(texts(in)));
        var tags = texts(in);
        var pairs = texts(in);
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < pairs.size(); i += 2) {
            headers.add(pairs.get(i), pairs.get(i + 1));
        }
        var content = content(in, deflated);
        if (vary.names().size() != vary.values().size()) {
            throw new IllegalArgumentException("a name without a value");
        }
        var fields = StoredFields.of(headers, Directives.NONE);
        return new Kept(Stored.of(status, fields, content, terms, times, vary, validators, tags), purges);
    }

    private static void write(Terms terms, Buffer form) {
        form.appendLong(terms.lifetime())
                .appendByte(flag(terms.noCache()))
                .appendByte(flag(terms.mustRevalidate()))
                .appendLong(terms.whileRevalidate())
                .appendLong(terms.ifError())
                .appendByte(flag(terms.immutable()));
    }

    private static byte flag(boolean set) {
        return (byte) (set ? 1 : 0);
    }

    private static boolean isSet(ByteBuffer in) {
        return in.get() != 0;
    }

    private static List<String> optional(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }

    private static @Nullable String first(List<String> texts) {
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private static void write(List<String> texts, Buffer form) {
        form.appendInt(texts.size());
        for (var text : texts) {
            var octets = text.getBytes(UTF_8);
            form.appendInt(octets.length).appendBytes(octets);
        }
    }

    private static List<String> texts(ByteBuffer in) {
        var size = in.getInt();
        if (size > MOST) {
            throw new IllegalArgumentException("too many");
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            var length = in.getInt();
            texts.add(UTF_8.decode(in.slice(in.position(), length)).toString());
            in.position(in.position() + length);
        }
        return List.copyOf(texts);
    }

    private Buffer content(ByteBuffer in, boolean deflated) throws DataFormatException {
        var length = in.getInt();
        if (length < 0 || length > largest.getAsInt() || !deflated && length != in.remaining()) {
            throw new IllegalArgumentException("another length than it may have");
        }
        var content = new byte[length];
        if (deflated) {
            inflate(in, content);
        } else {
            in.get(content);
        }
        return Buffer.buffer(content);
    }

    /** Null where it is hardly smaller. */
    private static byte @Nullable [] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            var octets = new byte[content.length - content.length / 8];
            var length = deflater.deflate(octets);
            return deflater.finished() ? Arrays.copyOf(octets, length) : null;
        } finally {
            deflater.end();
        }
    }

    private static void inflate(ByteBuffer in, byte[] content) throws DataFormatException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(in);
            if (inflater.inflate(content) != content.length || inflater.inflate(new byte[1]) != 0) {
                throw new IllegalArgumentException("another length than it says");
            }
        } finally {
            inflater.end();
        }
    }

    private static int sum(byte[] octets) {
        var sum = new CRC32C();
        sum.update(octets, HEAD, octets.length - HEAD);
        return (int) sum.getValue();
    }
}
