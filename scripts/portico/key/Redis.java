import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection that speaks as much RESP2 as a few commands need; it follows a cluster to the node that has the key. The
 * password may stand in REDISCLI_AUTH, where no list of processes shows it.
 */
final class Redis implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5000;

    private final URI url;
    private Socket socket;
    private InputStream in;

    Redis(String address) {
        try {
            this.url = new URI(address);
        } catch (URISyntaxException none) {
            throw wrongAddress();
        }
        if (url.getHost() == null || !List.of("redis", "rediss").contains(url.getScheme())) {
            throw wrongAddress();
        }
        connect(url.getHost(), url.getPort() < 0 ? 6379 : url.getPort());
    }

    /** The answer as a text; empty for nothing. */
    String ask(String... command) {
        return String.join(" ", list(command));
    }

    /** The answer as a list of texts, empty ones for nothing. */
    List<String> list(String... command) {
        try {
            return answer(command);
        } catch (Moved moved) {
            close();
            connect(moved.host, moved.port);
            try {
                return answer(command);
            } catch (Moved again) {
                throw Refusal.of("the cluster is moving keys; try again.");
            } catch (IOException broken) {
                throw lost(broken);
            }
        } catch (IOException broken) {
            throw lost(broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException isOverAnyway) {
            // nothing is lost
        }
    }

    private static final class Moved extends IOException {

        private static final long serialVersionUID = 1L;

        private final String host;
        private final int port;

        Moved(String to) {
            super(to);
            var colon = to.lastIndexOf(':');
            this.host = to.substring(0, colon);
            this.port = Integer.parseInt(to.substring(colon + 1));
        }
    }

    private void connect(String host, int port) {
        try {
            socket = url.getScheme().equals("rediss") ? SSLSocketFactory.getDefault().createSocket() : new Socket();
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            if (socket instanceof SSLSocket tls) {
                var verifying = tls.getSSLParameters();
                verifying.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(verifying);
                tls.startHandshake();
            }
            in = new BufferedInputStream(socket.getInputStream());
            logIn();
        } catch (IOException unreachable) {
            throw lost(unreachable);
        }
    }

    private void logIn() throws IOException {
        var user = url.getUserInfo() == null ? "" : url.getUserInfo();
        var colon = user.indexOf(':');
        var password = colon < 0 ? System.getenv("REDISCLI_AUTH") : user.substring(colon + 1);
        var name = colon < 0 ? user : user.substring(0, colon);
        if (password != null) {
            answer(name.isEmpty() ? new String[] {"AUTH", password} : new String[] {"AUTH", name, password});
        }
        var database = url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
        if (!database.isEmpty() && !database.equals("0")) {
            answer("SELECT", database);
        }
    }

    private List<String> answer(String... command) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (var word : command) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        out.writeTo(socket.getOutputStream());
        var answers = new ArrayList<String>();
        read(answers);
        return answers;
    }

    private void read(List<String> answers) throws IOException {
        var line = line();
        var rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':' -> answers.add(rest);
            case '$' -> answers.add(bulk(Integer.parseInt(rest)));
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    read(answers);
                }
            }
            case '-' -> {
                if (rest.startsWith("MOVED ")) {
                    throw new Moved(rest.split(" ")[2]);
                }
                throw Refusal.of("Redis refuses it: " + rest);
            }
            default -> throw new IOException("no Redis answers there");
        }
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        var bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        if (line.size() == 0) {
            throw new IOException("no Redis answers there");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private Refusal lost(IOException cause) {
        return Refusal.of("Redis at " + url.getHost() + " cannot be reached (" + cause.getMessage() + ").");
    }

    private static Refusal wrongAddress() {
        return Refusal.ofUse("--redis takes an address such as redis://localhost:6379, or rediss:// for TLS.");
    }
}
