package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.edge.CacheDialogue.Given;
import dev.portico.gateway.edge.CacheDialogue.Outcome;
import dev.portico.gateway.edge.CacheDialogue.Turn;
import dev.portico.gateway.wire.Answer;
import dev.portico.gateway.wire.Peer;
import dev.portico.gateway.wire.Seen;
import dev.portico.gateway.wire.UpstreamDouble;
import dev.portico.gateway.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Holds a dialogue with a running gateway, at a path of its own. */
final class CacheDialoguePlayer {

    private static final AtomicInteger PATHS = new AtomicInteger();
    private static final Pattern DATE = Pattern.compile("\\{(-?\\d+)}");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final URI gateway;
    private final UpstreamDouble upstream;
    private final CacheDialogue dialogue;
    private final String path;
    private final List<Seen> asked = new CopyOnWriteArrayList<>();
    private volatile int current;

    CacheDialoguePlayer(URI gateway, UpstreamDouble upstream, CacheDialogue dialogue) {
        this.gateway = gateway;
        this.upstream = upstream;
        this.dialogue = dialogue;
        this.path = dialogue.row + "/dialogue-" + PATHS.incrementAndGet();
    }

    void play() {
        for (var turn : dialogue.turns) {
            var target = path + turn.suffix();
            var query = target.indexOf('?');
            upstream.on(query < 0 ? target : target.substring(0, query), this::serve);
        }
        for (int i = 0; i < dialogue.turns.size(); i++) {
            current = i;
            var turn = dialogue.turns.get(i);
            var answer = ask(turn);
            if (turn.renewing()) {
                untilAsked();
            }
            var outcome = new Outcome(answer, List.copyOf(asked));
            asked.clear();
            try {
                turn.expected().forEach(expectation -> expectation.accept(outcome));
            } catch (AssertionError failed) {
                throw new AssertionError(
                        "Turn " + (i + 1) + ": " + failed.getMessage() + "\nasked " + outcome.asked() + "\nanswered "
                                + answer,
                        failed);
            }
        }
    }

    private Answer ask(Turn turn) {
        var lines = new ArrayList<String>();
        lines.add(turn.method() + " " + path + turn.suffix() + " HTTP/1.1");
        lines.add("Host: a");
        turn.fields().forEach(field -> lines.add(filled(field)));
        if (!turn.content().isEmpty() || turn.method().equals("POST")) {
            lines.add("Content-Length: " + turn.content().length());
        }
        try (var wire = Wire.to(gateway)) {
            wire.send(Wire.head(lines.toArray(String[]::new)) + turn.content());
            return turn.method().equals("HEAD") ? wire.answerToHead() : wire.answer();
        }
    }

    private void untilAsked() {
        for (var until = System.nanoTime() + 10_000_000_000L; asked.isEmpty(); ) {
            assertThat(System.nanoTime()).as("asked in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private void serve(Peer peer) throws IOException {
        peer.readBody();
        var turn = dialogue.turns.get(current);
        var number = current + 1;
        asked.add(peer.request());
        switch (turn.given()) {
            case Given.Plain plain ->
                peer.send(plain(plain, number, peer.request().startLine()));
            case Given.Raw(var bytes, var closes) -> {
                peer.send(filled(bytes));
                if (closes) {
                    peer.close();
                }
            }
        }
    }

    private String plain(Given.Plain plain, int turn, String requestLine) {
        var content = "answer " + turn;
        var lines = new ArrayList<String>();
        lines.add("HTTP/1.1 " + plain.status() + " Whatever");
        plain.fields().forEach(field -> lines.add(filled(field)));
        if (plain.status() == 204 || plain.status() == 304) {
            return Wire.head(lines.toArray(String[]::new));
        }
        if (plain.fields().stream().noneMatch(field -> field.startsWith("Content-Length:"))) {
            lines.add("Content-Length: " + content.length());
        }
        var head = Wire.head(lines.toArray(String[]::new));
        return requestLine.startsWith("HEAD ") ? head : head + content;
    }

    private String filled(String text) {
        var now = Instant.now();
        return DATE.matcher(text.replace("{target}", path).replace("{upstream}", upstream.url()))
                .replaceAll(date -> HTTP_DATE.format(now.plusSeconds(Long.parseLong(date.group(1)))));
    }
}
