package dev.portico.gateway.redis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command, whatever server gets it.
 *
 * @param name as metrics call it
 * @param key by which a cluster knows whose it is; null where every server will do
 * @param script null where it is no script
 * @param ifRoom whether a full server may refuse it and is none the worse for it
 */
record Order(
        String name,
        @Nullable String key,
        Request request,
        @Nullable Script script,
        List<String> keys,
        List<Buffer> rest,
        boolean ifRoom) {

    static Order fields(String key, List<String> names) {
        var request = Request.cmd(Command.HMGET).arg(key);
        names.forEach(request::arg);
        return new Order("hmget", key, request, null, List.of(key), List.of(), false);
    }

    static Order run(Script script, List<String> keys, List<String> arguments) {
        return run(script, keys, arguments.stream().map(Buffer::buffer).toList(), false);
    }

    /** @param arguments may be anything, not only text */
    static Order runIfRoom(Script script, List<String> keys, List<Buffer> arguments) {
        return run(script, keys, arguments, true);
    }

    private static Order run(Script script, List<String> keys, List<Buffer> arguments, boolean ifRoom) {
        var key = keys.isEmpty() ? null : keys.getFirst();
        return new Order(
                "script",
                key,
                eval(Command.EVALSHA, script.digest(), keys, arguments),
                script,
                keys,
                arguments,
                ifRoom);
    }

    Future<Response> sendOn(RedisConnection connection) {
        var sent = connection.send(request);
        return script == null
                ? sent
                : sent.recover(failure -> Refusal.is(failure, "NOSCRIPT")
                        ? connection.send(inFull(script))
                        : Future.failedFuture(failure));
    }

    /** To the server that a key is being moved to. What it says first has to be the very command before this one. */
    Future<Response> sendAsking(RedisConnection connection) {
        var moving = script == null ? request : inFull(script);
        return connection.batch(List.of(Request.cmd(Command.ASKING), moving)).map(replies -> replies.get(1));
    }

    private Request inFull(Script script) {
        return eval(Command.EVAL, script.source(), keys, rest);
    }

    private static Request eval(Command command, String script, List<String> keys, List<Buffer> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
