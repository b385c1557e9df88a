package dev.portico.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures depend on besides the gateways; no name of a host. */
final class Machine {

    private Machine() {}

    static Map<String, String> facts() throws IOException, InterruptedException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("commit", printed("git", "describe", "--always", "--dirty"));
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("CPU", cpu());
        facts.put("cores", Integer.toString(count("processor")));
        facts.put("kernel", printed("uname", "-sr"));
        facts.put("java", Runtime.version().toString());
        return facts;
    }

    private static String cpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }

    private static int count(String key) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return (int) lines.filter(line -> line.startsWith(key)).count();
        }
    }

    private static String printed(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return text;
    }
}
