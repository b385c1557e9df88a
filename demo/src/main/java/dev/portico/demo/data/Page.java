package dev.portico.demo.data;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** The part of a list that a caller asked for with {@code offset} and {@code limit}. */
public record Page(int offset, int limit) {

    public static final int LARGEST = 100;
    public static final String RULE = "offset is a number from 0, and limit a number from 1 to " + LARGEST + ".";

    private static final int USUAL = 20;

    /** The page that the query asks for, or empty where it breaks {@link #RULE}. */
    public static Optional<Page> of(MultiMap query) {
        try {
            var offset = number(query, "offset", 0);
            var limit = number(query, "limit", USUAL);
            return offset < 0 || limit < 1 || limit > LARGEST ? Optional.empty() : Optional.of(new Page(offset, limit));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static int number(MultiMap query, String name, int absent) {
        var text = query.get(name);
        return text == null ? absent : Integer.parseInt(text);
    }

    public static Buffer whole(List<Document> documents) {
        return new Page(0, Math.max(1, documents.size())).of(documents);
    }

    /** {@code {"items":[…],"total":n,"offset":o,"limit":l}}, put together from the stored bytes. */
    public Buffer of(List<Document> documents) {
        var from = Math.min(offset, documents.size());
        var to = (int) Math.min((long) from + limit, documents.size());
        var list = Buffer.buffer("{\"items\":[");
        for (int i = from; i < to; i++) {
            if (i > from) {
                list.appendByte((byte) ',');
            }
            list.appendBuffer(documents.get(i).bytes());
        }
        return list.appendString("],\"total\":")
                .appendString(Integer.toString(documents.size()))
                .appendString(",\"offset\":")
                .appendString(Integer.toString(offset))
                .appendString(",\"limit\":")
                .appendString(Integer.toString(limit))
                .appendString("}");
    }
}
