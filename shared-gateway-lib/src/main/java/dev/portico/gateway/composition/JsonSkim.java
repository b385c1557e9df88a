package dev.portico.gateway.composition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a JSON text (RFC 8259, UTF-8) what is {@link Wanted} of it, and passes over the rest without reading it: most
 * of what services answer is not for the screen that asks. Of what is passed over brackets are only counted; what
 * is copied goes to a parser that is strict.
 */
final class JsonSkim {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final int DEEPEST = 1000;

    /** What the bytes outside of strings mean to who passes over them. */
    private static final byte[] KIND = new byte[256];

    private static final byte OPENS = 1;
    private static final byte CLOSES = 2;
    private static final byte QUOTE = 3;

    static {
        KIND['{'] = OPENS;
        KIND['['] = OPENS;
        KIND['}'] = CLOSES;
        KIND[']'] = CLOSES;
        KIND['"'] = QUOTE;
    }

    private static final JsonFactory NAMES = new JsonFactory();

    private final byte[] json;
    private byte[] out;
    private int written;
    private int at;

    private JsonSkim(byte[] json) {
        this.json = json;
        this.out = new byte[Math.min(json.length + 2, 4096)];
    }

    /**
     * The text with nothing but what is wanted.
     *
     * @throws IOException where it ends too early, what is followed does not hold together, or something follows the value
     */
    static byte[] of(byte[] json, Wanted wanted) throws IOException {
        if (wanted.all()) {
            return json;
        }
        var skim = new JsonSkim(json);
        try {
            skim.copy(wanted, 0);
            skim.space();
        } catch (ArrayIndexOutOfBoundsException tooShort) {
            throw new IOException("the JSON text ends too early", tooShort);
        }
        if (skim.at < json.length) {
            throw unsound("more follows the value", skim.at);
        }
        return Arrays.copyOf(skim.out, skim.written);
    }

    /** One value, of which its wanted part is copied. */
    private void copy(Wanted wanted, int depth) throws IOException {
        space();
        if (depth > DEEPEST) {
            throw unsound("nested too deep", at);
        }
        switch (wanted.all() ? ' ' : json[at]) {
            case '{' -> object(wanted, depth);
            case '[' -> array(wanted, depth);
            default -> {
                var from = at;
                pass();
                write(from, at);
            }
        }
    }

    private void object(Wanted wanted, int depth) throws IOException {
        write((byte) '{');
        at++;
        space();
        var first = true;
        while (json[at] != '}') {
            expect('"');
            var from = at;
            var below = name(wanted);
            var to = at - 1;
            space();
            expect(':');
            if (below == null) {
                space();
                pass();
            } else {
                if (!first) {
                    write((byte) ',');
                }
                first = false;
                write(from - 1, to + 1);
                write((byte) ':');
                copy(below, depth + 1);
            }
            next('}');
        }
        at++;
        write((byte) '}');
    }

    private void array(Wanted wanted, int depth) throws IOException {
        write((byte) '[');
        at++;
        space();
        var first = true;
        while (json[at] != ']') {
            if (!first) {
                write((byte) ',');
            }
            first = false;
            copy(wanted, depth + 1);
            next(']');
        }
        at++;
        write((byte) ']');
    }

    /** Between two members or elements, or at the last one's end. */
    private void next(char end) throws IOException {
        space();
        if (json[at] == ',') {
            at++;
            space();
            if (json[at] == end) {
                throw unsound("nothing follows the comma", at);
            }
        } else if (json[at] != end) {
            throw unsound("a comma is missing", at);
        }
    }

    /** Reads a name to behind its quote, and says what is wanted of the member. */
    private @Nullable Wanted name(Wanted wanted) throws IOException {
        var from = at;
        string();
        var to = at - 1;
        for (var i = from; i < to; i++) {
            if (json[i] == '\\') {
                var name = unescaped(from, to);
                return wanted.below(name, 0, name.length);
            }
        }
        return wanted.below(json, from, to);
    }

    private byte[] unescaped(int from, int to) throws IOException {
        try (var parser = NAMES.createParser(json, from - 1, to - from + 2)) {
            parser.nextToken();
            return parser.getText().getBytes(UTF_8);
        }
    }

    /** Passes over one value. */
    private void pass() throws IOException {
        switch (KIND[json[at] & 0xff]) {
            case QUOTE -> {
                at++;
                string();
            }
            case OPENS -> container();
            case CLOSES -> throw unsound("a value is missing", at);
            default -> scalar();
        }
    }

    private void container() {
        var bytes = json;
        var i = at;
        var depth = 0;
        do {
            switch (KIND[bytes[i++] & 0xff]) {
                case OPENS -> depth++;
                case CLOSES -> depth--;
                case QUOTE -> i = string(bytes, i);
                default -> {}
            }
        } while (depth > 0);
        at = i;
    }

    /** A number, true, false or null. */
    private void scalar() throws IOException {
        var from = at;
        while (at < json.length && !endsScalar(json[at])) {
            at++;
        }
        if (at == from) {
            throw unsound("a value is missing", at);
        }
    }

    private static boolean endsScalar(byte here) {
        return here == ',' || here == '}' || here == ']' || here == ' ' || here == '\n' || here == '\r' || here == '\t';
    }

    private void string() {
        at = string(json, at);
    }

    /** Where the string that has begun before {@code from} has ended. Eight bytes at a time. */
    private static int string(byte[] bytes, int from) {
        var i = from;
        while (true) {
            while (i + Long.BYTES <= bytes.length) {
                var eight = (long) LONGS.get(bytes, i);
                var found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
                if (found != 0) {
                    i += Long.numberOfTrailingZeros(found) >>> 3;
                    break;
                }
                i += Long.BYTES;
            }
            switch (bytes[i++]) {
                case '"' -> {
                    return i;
                }
                case '\\' -> i++;
                default -> {}
            }
        }
    }

    /** The high bit of each byte that is zero; of those behind the first one, which nobody asks about, perhaps too. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & HIGHS;
    }

    private void space() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private void expect(char wanted) throws IOException {
        if (json[at] != wanted) {
            throw unsound("not a " + wanted, at);
        }
        at++;
    }

    private void write(byte one) {
        room(1);
        out[written++] = one;
    }

    private void write(int from, int to) {
        room(to - from);
        System.arraycopy(json, from, out, written, to - from);
        written += to - from;
    }

    private void room(int more) {
        if (written + more > out.length) {
            out = Arrays.copyOf(out, Math.max(written + more, out.length * 2));
        }
    }

    private static IOException unsound(String why, int at) {
        return new IOException(why + ", at byte " + at);
    }
}
