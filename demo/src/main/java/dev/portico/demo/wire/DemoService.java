package dev.portico.demo.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 service on a loopback port of its own, which opens and closes by itself. Its data outlives a stop.
 *
 * <p>{@code start}, {@code stop} and {@code set} wait for the port: call them from any thread but an event loop.
 */
public final class DemoService {

    private static final Logger LOG = Logger.getLogger(DemoService.class);
    private static final int LARGEST_BODY = 1 << 20;

    private final String name;
    private final Endpoints endpoints;
    private final Vertx vertx;
    private final RandomGenerator random;
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private volatile int port;
    private volatile Switches switches = new Switches(false, 0, 0);
    private volatile BiFunction<String, Answer, Answer> meddling = DemoService::untouched;
    private @Nullable HttpServer server;

    /** {@code port} 0 takes a free one at the first start, and the same one at later starts. */
    public DemoService(String name, int port, Endpoints endpoints, Vertx vertx, RandomGenerator random) {
        this.name = name;
        this.port = port;
        this.endpoints = endpoints;
        this.vertx = vertx;
        this.random = random;
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Switches switches() {
        return switches;
    }

    /** How many requests came in since the process began, refused and failed ones included. */
    public long requests() {
        return requests.sum();
    }

    /** How many bytes its answers had since the process began, without their heads. */
    public long bytes() {
        return bytes.sum();
    }

    /**
     * Answers something else from now on, as a service that is broken or not what it seems does; on an event loop.
     *
     * @param meddler makes another answer of the path and query that were asked for and the good answer
     */
    public void answerThrough(BiFunction<String, Answer, Answer> meddler) {
        meddling = meddler;
    }

    /** Ends what {@link #answerThrough} began. */
    public void answerTruly() {
        meddling = DemoService::untouched;
    }

    private static Answer untouched(String target, Answer good) {
        return good;
    }

    public void start() {
        set(new Switches(true, switches.delayMs(), switches.failureRate()));
    }

    public void stop() {
        set(new Switches(false, switches.delayMs(), switches.failureRate()));
    }

    public synchronized void set(Switches wanted) {
        if (wanted.up() && server == null) {
            server = open();
        } else if (!wanted.up() && server != null) {
            await(server.close());
            server = null;
        }
        switches = wanted;
    }

    private HttpServer open() {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        try {
            var opened = await(
                    vertx.createHttpServer(options).requestHandler(this::serve).listen());
            port = opened.actualPort();
            return opened;
        } catch (CompletionException notOpened) {
            throw new IllegalStateException(
                    "The demo's " + name + " service cannot open port " + port + " on 127.0.0.1 (is it in use?); demo."
                            + name + ".port sets another one.",
                    notOpened.getCause());
        }
    }

    private void serve(HttpServerRequest request) {
        requests.increment();
        switch (Wish.of(request.headers())) {
            case Wish.Unclear(var detail) -> Delivery.send(request, Answer.problem(400, detail), Fault.NONE);
            case Wish.Granted wish when wish.fault() == Fault.RESET -> Delivery.reset(request);
            case Wish.Granted wish -> {
                var answer = refusal(wish)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> answer(request))
                        .map(wish::amend)
                        .map(good -> meddling.apply(request.uri(), good))
                        .otherwise(DemoService::failed);
                var delay = wish.delayMs() + switches.delayMs();
                answer.onSuccess(ready -> count(ready, request.response()))
                        .onSuccess(ready -> after(delay, () -> Delivery.send(request, ready, wish.fault())));
            }
        }
    }

    private void count(Answer answer, HttpServerResponse response) {
        switch (answer) {
            case Answer.Whole whole -> bytes.add(whole.body().length());
            case Answer.Streamed streamed -> response.bodyEndHandler(ended -> bytes.add(response.bytesWritten()));
        }
    }

    private void after(long delayMs, Runnable act) {
        if (delayMs == 0) {
            act.run();
        } else {
            vertx.setTimer(delayMs, fired -> act.run());
        }
    }

    /** A failure that was asked for comes before the endpoint acts: a refused order is not placed. */
    private Optional<Answer> refusal(Wish.Granted wish) {
        if (wish.status() >= 400) {
            return Optional.of(unavailable(wish.status(), "X-Demo-Status asked for this."));
        }
        return switches.failureRate() > 0 && random.nextDouble() < switches.failureRate()
                ? Optional.of(unavailable(503, "This service is set to fail now and then."))
                : Optional.empty();
    }

    private static Answer failed(Throwable failure) {
        LOG.error("A demo service failed by itself", failure);
        return Answer.problem(500, "The demo itself failed; its log says why.");
    }

    private static Answer unavailable(int status, String detail) {
        var problem = Answer.problem(status, detail);
        return status == 429 || status == 503 ? problem.with("Retry-After", "1") : problem;
    }

    private Future<Answer> answer(HttpServerRequest request) {
        var path = request.path();
        if (path == null) {
            return Future.succeededFuture(Answer.problem(400, "The request target has no path."));
        }
        if (Echo.serves(name, path)) {
            return Echo.of(name, request);
        }
        if (path.equals("/health")) {
            return Future.succeededFuture(
                    Answer.json(200, new JsonObject().put("status", "UP").put("service", name)));
        }
        return whole(request)
                .map(body -> body.length() > LARGEST_BODY
                        ? Answer.problem(413, "The body is longer than " + LARGEST_BODY + " bytes.")
                        : endpoints.answer(request.method(), path, request.params(), request.headers(), body));
    }

    /** The body, of which no more than one buffer beyond the largest allowed is kept. */
    private static Future<Buffer> whole(HttpServerRequest request) {
        var body = Buffer.buffer();
        request.handler(bytes -> {
            if (body.length() <= LARGEST_BODY) {
                body.appendBuffer(bytes);
            }
        });
        return request.end().map(end -> body);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
