package dev.portico.gateway.shaping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import dev.portico.gateway.exchange.UpstreamFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a JSON document (RFC 8259, UTF-8) what a tree of fields does not hold, part by part as it comes in. Where only
 * fields below a field are named, a value of it that is neither object nor array goes, in arrays too. Each of several members of one
 * name is looked at by itself. Numbers keep their text; other values keep their meaning.
 *
 * <p>Holds one value, one path and some 8 KB of what is left, whatever the length of the document. For one thread, and to be
 * closed.
 */
public final class JsonTrimmer implements AutoCloseable {

    private static final int GREATEST_OF_ASCII = 0x7f;
    private static final int NO_GREATEST = 0;

    private static final byte[] NOTHING = {};

    private final JsonBounds bounds;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final JsonGenerator generator;
    private final ByteArrayOutputStream trimmed = new ByteArrayOutputStream(8 * 1024);
    private final Utf8 utf8 = new Utf8();
    private final LastBytes lastBytes = new LastBytes();
    private int bytesWithoutToken;

    /** What is let through at each depth of the document. */
    private final FieldTree[] fields;

    private int depth;
    private int skippedDepth;
    private boolean complete;
    private @Nullable String name;
    private @Nullable FieldTree fieldsBelowName;

    /** One for a document that others have made. */
    public JsonTrimmer(FieldTree fields) {
        this(fields, JsonBounds.OF_OTHERS);
    }

    private JsonTrimmer(FieldTree fields, JsonBounds bounds) {
        this.bounds = bounds;
        this.fields = new FieldTree[bounds.deepest() + 1];
        this.fields[0] = fields;
        try {
            parser = bounds.json().createNonBlockingByteArrayParser();
            feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            generator = bounds.json().createGenerator(trimmed);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    /**
     * What is left of a document that others have made and that is here as a whole.
     *
     * @throws UpstreamFailure where it is no sound JSON, or neither an object nor an array
     */
    public static byte[] whole(FieldTree fields, byte[] document) {
        return whole(fields, document, JsonBounds.OF_OTHERS);
    }

    /** What is left of a document that the app has made: it may hold whatever the app could write. */
    public static byte[] ours(FieldTree fields, byte[] document) {
        return whole(fields, document, JsonBounds.OF_OUR_OWN);
    }

    private static byte[] whole(FieldTree fields, byte[] document, JsonBounds bounds) {
        try (var trimmer = new JsonTrimmer(fields, bounds)) {
            var first = trimmer.part(document);
            var rest = trimmer.end();
            if (first.length == 0) {
                return rest;
            }
            var whole = new ByteArrayOutputStream(first.length + rest.length);
            whole.writeBytes(first);
            whole.writeBytes(rest);
            return whole.toByteArray();
        }
    }

    /**
     * Takes the next part of the document, and gives what is left so far and has not been given yet; nothing until there is
     * a good deal of it.
     *
     * @throws UpstreamFailure where this is no sound JSON
     */
    public byte[] part(byte[] content) {
        if (!utf8.goesOnWith(content)) {
            throw unsound(null);
        }
        try {
            for (int from = 0; from < content.length; from += JsonBounds.SLICE_BYTES) {
                slice(content, from, Math.min(content.length, from + JsonBounds.SLICE_BYTES));
            }
            return taken();
        } catch (IOException noJson) {
            throw unsound(noJson);
        }
    }

    private void slice(byte[] content, int from, int to) throws IOException {
        lastBytes.of(content, from, to);
        feeder.feedInput(content, from, to);
        var token = parser.nextToken();
        if (token == JsonToken.NOT_AVAILABLE) {
            // The parser looks at the length of numbers and texts only when they have come to their end.
            bytesWithoutToken += to - from;
            if (bytesWithoutToken > bounds.longestText()) {
                throw unsound(null);
            }
            return;
        }
        if (token == JsonToken.END_OBJECT && lastBytes.endedInComma()) {
            throw unsound(null); // The parser forgets, from one slice to the next, that there was a comma.
        }
        for (bytesWithoutToken = 0; token != JsonToken.NOT_AVAILABLE; token = parser.nextToken()) {
            take(token);
        }
    }

    /**
     * The end of the document: gives the rest of what is left.
     *
     * @throws UpstreamFailure where the document is not complete
     */
    public byte[] end() {
        try {
            feeder.endOfInput();
            var token = parser.nextToken();
            if (token != null || !complete) {
                throw unsound(null);
            }
            generator.flush();
            return taken();
        } catch (IOException noJson) {
            throw unsound(noJson);
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
            generator.close();
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
    }

    private byte[] taken() {
        if (trimmed.size() == 0) {
            return NOTHING;
        }
        var taken = trimmed.toByteArray();
        trimmed.reset();
        return taken;
    }

    private void take(JsonToken token) throws IOException {
        if (complete) {
            throw unsound(null);
        }
        if (skippedDepth > 0) {
            skippedDepth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            return;
        }
        switch (token) {
            case FIELD_NAME -> {
                name = parser.currentName();
                fieldsBelowName = fields[depth].at(name);
            }
            case START_OBJECT, START_ARRAY -> open(token);
            case END_OBJECT, END_ARRAY -> close(token);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                value(token);
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException(token.name());
        }
    }

    /** What is let through of the value that begins, or null where nothing is. An element is let through as its array is. */
    private @Nullable FieldTree fieldsOfValue() {
        return name == null ? fields[depth] : fieldsBelowName;
    }

    private void open(JsonToken token) throws IOException {
        var inside = fieldsOfValue();
        if (inside == null) {
            name = null;
            skippedDepth = 1;
            return;
        }
        writeName();
        if (token == JsonToken.START_OBJECT) {
            generator.writeStartObject();
        } else {
            generator.writeStartArray();
        }
        fields[++depth] = inside;
    }

    private void close(JsonToken token) throws IOException {
        if (token == JsonToken.END_OBJECT) {
            generator.writeEndObject();
        } else {
            generator.writeEndArray();
        }
        complete = --depth == 0;
    }

    private void value(JsonToken token) throws IOException {
        if (depth == 0) {
            throw unsound(null);
        }
        var inside = fieldsOfValue();
        if (inside == null || !inside.open()) {
            name = null;
            return;
        }
        writeName();
        if (token.isNumeric()) {
            writeNumber(token);
        } else if (token == JsonToken.VALUE_STRING) {
            writeText();
        } else if (token == JsonToken.VALUE_NULL) {
            generator.writeNull();
        } else {
            generator.writeBoolean(token == JsonToken.VALUE_TRUE);
        }
    }

    private void writeName() throws IOException {
        if (name != null) {
            generator.setHighestNonEscapedChar(GREATEST_OF_ASCII);
            generator.writeFieldName(name);
            name = null;
        }
    }

    private void writeText() throws IOException {
        var text = parser.getTextCharacters();
        var offset = parser.getTextOffset();
        var length = parser.getTextLength();
        // A surrogate by itself, which some write where they cut a text, has no form in UTF-8 and stays escaped.
        generator.setHighestNonEscapedChar(isWellFormed(text, offset, length) ? NO_GREATEST : GREATEST_OF_ASCII);
        generator.writeString(text, offset, length);
    }

    private void writeNumber(JsonToken token) throws IOException {
        var text = parser.getTextCharacters();
        var offset = parser.getTextOffset();
        var length = parser.getTextLength();
        if (token == JsonToken.VALUE_NUMBER_INT && length == 1 && text[offset] == '0' && isNegative()) {
            generator.writeNumber("-0");
        } else {
            generator.writeNumber(text, offset, length);
        }
    }

    /** The parser forgets the sign of an integer zero that it has just read. */
    private boolean isNegative() {
        return lastBytes.at(parser.currentLocation().getByteOffset() - 2) == '-';
    }

    private static boolean isWellFormed(char[] text, int offset, int length) {
        for (int i = offset, end = offset + length; i < end; i++) {
            if (Character.isSurrogate(text[i])) {
                if (i + 1 == end || !Character.isSurrogatePair(text[i], text[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static UpstreamFailure unsound(@Nullable IOException cause) {
        return new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "no sound JSON", cause);
    }
}
