package dev.portico.gateway.redis;

import io.vertx.core.Future;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.embedded.RedisExecProvider;

/** A real server on loopback that a test pauses, kills and starts again. Always the same port, and nothing on disk. */
public final class RealRedis implements AutoCloseable {

    private final int port;
    private final List<String> arguments;
    private Process process;

    private RealRedis(int port, List<String> arguments) {
        this.port = port;
        this.arguments = arguments;
        this.process = started();
    }

    public static RealRedis start() {
        return start(List.of());
    }

    /** @param more arguments of the server, beside its port */
    public static RealRedis start(List<String> more) {
        return on(freePort(), more);
    }

    static RealRedis on(int port, List<String> more) {
        var arguments = new ArrayList<>(
                List.of("--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", "", "--appendonly", "no"));
        arguments.addAll(more);
        return new RealRedis(port, arguments);
    }

    /** @param file which has everything, the port too */
    static RealRedis sentinel(int port, String file) {
        return new RealRedis(port, List.of(file, "--sentinel"));
    }

    public static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** It keeps its connections and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** All that it held is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    public void restart() {
        kill();
        process = started();
    }

    @Override
    public void close() {
        kill();
    }

    /** Sends one command whose words have no spaces, and returns all that comes back, each value in a line of its own. */
    public String ask(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var answer = new StringBuilder();
            read(new BufferedInputStream(socket.getInputStream()), answer);
            return answer.toString().strip();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void read(InputStream in, StringBuilder answer) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        var text = line.toString().strip();
        var number = text.startsWith("$") || text.startsWith("*") ? Integer.parseInt(text.substring(1)) : -1;
        if (text.startsWith("*")) {
            for (int i = 0; i < number; i++) {
                read(in, answer);
            }
        } else if (number >= 0) {
            answer.append(new String(in.readNBytes(number), StandardCharsets.UTF_8))
                    .append('\n');
            in.skipNBytes(2);
        } else {
            answer.append(text).append('\n');
        }
    }

    /** Waits until something holds, for ten seconds at most. */
    public static void until(String what, BooleanSupplier holds) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within ten seconds: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits for what was asked, for ten seconds at most. */
    public static <T> T value(Future<T> asked) {
        return asked.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void signal(String name) {
        try {
            var exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .exitValue();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Process started() {
        try {
            var command = new ArrayList<String>();
            command.add(RedisExecProvider.defaultProvider().get().getPath());
            command.addAll(arguments);
            var started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            until("Redis listens", () -> listens(port));
            return started;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
