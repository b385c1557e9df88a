package dev.portico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A closed load: so many requests under way at once, each followed by the next. wrk makes it, or h2load for HTTP/2. */
final class Load {

    /**
     * @param requests that were answered
     * @param errors answers other than 2xx and 3xx, and connections that failed
     */
    record Outcome(long requests, long errors, double seconds) {
        double perSecond() {
            return requests / seconds;
        }
    }

    private static final Pattern WRK = Pattern.compile("SUMMARY (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern H2LOAD = Pattern.compile("finished in ([\\d.]+)(s|ms)");
    private static final Pattern H2LOAD_REQUESTS =
            Pattern.compile("requests: \\d+ total, \\d+ started, (\\d+) done, (\\d+) succeeded");
    private static final int STREAMS = 8;

    private final Suite suite;
    private final String url;
    private final Path tokens;
    private final Path script;

    Load(Suite suite, int port, Path tokens, Path script) {
        this.suite = suite;
        this.url = "http://127.0.0.1:" + port + suite.path();
        this.tokens = tokens;
        this.script = script;
    }

    Outcome run(int seconds) throws IOException, InterruptedException {
        var process = new ProcessBuilder(suite.protocol() == Suite.Protocol.H2C ? h2load(seconds) : wrk(seconds))
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Trouble("The load failed: " + printed);
        }
        return suite.protocol() == Suite.Protocol.H2C ? h2loadOutcome(printed) : wrkOutcome(printed);
    }

    private List<String> wrk(int seconds) {
        return List.of(
                "wrk",
                "-t1",
                "-c" + suite.connections(),
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                script.toString(),
                url,
                "--",
                tokens.toString(),
                Integer.toString(suite.body()));
    }

    static Outcome wrkOutcome(String printed) {
        var found = WRK.matcher(printed);
        if (!found.find()) {
            throw new Trouble("wrk said nothing that can be read: " + printed);
        }
        return new Outcome(
                Long.parseLong(found.group(1)), Long.parseLong(found.group(3)), Long.parseLong(found.group(2)) / 1e6);
    }

    private List<String> h2load(int seconds) throws IOException {
        var command = new ArrayList<>(
                List.of("h2load", "-t1", "-D" + seconds, "-c" + suite.connections() / STREAMS, "-m" + STREAMS));
        for (var token : Files.readAllLines(tokens)) {
            command.addAll(List.of("-H", "Authorization: " + token));
        }
        command.add(url);
        return command;
    }

    static Outcome h2loadOutcome(String printed) {
        var time = H2LOAD.matcher(printed);
        var requests = H2LOAD_REQUESTS.matcher(printed);
        if (!time.find() || !requests.find()) {
            throw new Trouble("h2load said nothing that can be read: " + printed);
        }
        var done = Long.parseLong(requests.group(1));
        var seconds = Double.parseDouble(time.group(1)) / ("ms".equals(time.group(2)) ? 1000 : 1);
        return new Outcome(done, done - Long.parseLong(requests.group(2)), seconds);
    }
}
