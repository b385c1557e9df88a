package dev.portico.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A client of HTTP/2 with prior knowledge (RFC 9113 section 3.3). It puts any header list on the wire, sound or not, and
 * reads until a stream or the connection has ended.
 */
public final class Http2Wire implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PRIORITY = 32;

    /** RFC 9113 section 4.2, unless the server allows more. */
    private static final int LARGEST_FRAME = 16_384;

    /** What came on one stream; {@code reset} is the code of its RST_STREAM or of a GOAWAY, or -1. */
    public static final class Stream {
        private final Map<String, String> fields = new HashMap<>();
        private final Buffer body = Buffer.buffer();
        private boolean ended;
        private int reset = -1;

        public int status() {
            return Integer.parseInt(fields.getOrDefault(":status", "0"));
        }

        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        public String body() {
            return body.toString();
        }

        public int reset() {
            return reset;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder((name, value) -> false, false);
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Map<Integer, Stream> streams = new HashMap<>();

    private Http2Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    public static Http2Wire to(URI server) {
        try {
            var socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            return new Http2Wire(socket);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** @param fields names and values in turns, pseudo-header fields first */
    public Http2Wire headers(int stream, boolean last, String... fields) {
        var list = new DefaultHttp2Headers(false);
        for (int i = 0; i < fields.length; i += 2) {
            list.add(fields[i], fields[i + 1]);
        }
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(stream, list, block);
            var bytes = new byte[block.readableBytes()];
            block.readBytes(bytes);
            var ending = last ? END_STREAM : 0;
            for (int from = 0; from < bytes.length; from += LARGEST_FRAME) {
                var part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LARGEST_FRAME));
                var done = from + LARGEST_FRAME >= bytes.length ? END_HEADERS : 0;
                frame(from == 0 ? HEADERS : CONTINUATION, done | (from == 0 ? ending : 0), stream, part);
            }
            return this;
        } catch (Http2Exception impossible) {
            throw new IllegalArgumentException(impossible);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A request with the usual pseudo-header fields. */
    public Http2Wire request(int stream, boolean last, String method, String path, String... fields) {
        var all = new String[8 + fields.length];
        System.arraycopy(
                new String[] {":method", method, ":scheme", "http", ":path", path, ":authority", "a"}, 0, all, 0, 8);
        System.arraycopy(fields, 0, all, 8, fields.length);
        return headers(stream, last, all);
    }

    public Http2Wire data(int stream, boolean last, String content) {
        try {
            frame(DATA, last ? END_STREAM : 0, stream, content.getBytes(ISO_8859_1));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Http2Wire reset(int stream, int code) {
        try {
            frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) code});
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads until the stream has ended, was reset, or the connection has gone. */
    public Stream answer(int stream) {
        var wanted = streams.computeIfAbsent(stream, number -> new Stream());
        try {
            while (!wanted.ended && wanted.reset < 0) {
                readFrame();
            }
            return wanted;
        } catch (IOException gone) {
            if (wanted.reset < 0) {
                wanted.reset = 0;
            }
            return wanted;
        }
    }

    private void readFrame() throws IOException {
        var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        var type = in.readUnsignedByte();
        var flags = in.readUnsignedByte();
        var number = in.readInt() & Integer.MAX_VALUE;
        var payload = in.readNBytes(length);
        var stream = streams.computeIfAbsent(number, absent -> new Stream());
        switch (type) {
            case DATA -> stream.body.appendBytes(payload);
            case HEADERS ->
                read(number, payload, (flags & PRIORITY) != 0 ? 5 : 0)
                        .forEach(field -> stream.fields.merge(
                                field.getKey().toString(), field.getValue().toString(), (a, b) -> a + " | " + b));
            case RST_STREAM -> stream.reset = Buffer.buffer(payload).getInt(0);
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                }
            }
            case GOAWAY ->
                streams.values()
                        .forEach(each -> each.reset = Buffer.buffer(payload).getInt(4));
            default -> {}
        }
        stream.ended |= (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    private Http2Headers read(int stream, byte[] block, int from) {
        try {
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block, from, block.length - from));
        } catch (Http2Exception malformed) {
            throw new AssertionError(malformed);
        }
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        var bytes = Buffer.buffer()
                .appendMedium(payload.length)
                .appendByte((byte) type)
                .appendByte((byte) flags)
                .appendInt(stream)
                .appendBytes(payload)
                .getBytes();
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
