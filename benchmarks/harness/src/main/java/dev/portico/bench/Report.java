package dev.portico.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run has found, as a page with a table for each suite and a picture beside it. */
final class Report {

    private static final String OURS = "portico-jvm";

    private final Map<String, String> machine;
    private final Map<Peer, String> peers;
    private final String command;
    private final Map<Suite, List<Result>> results = new LinkedHashMap<>();

    Report(Map<String, String> machine, Map<Peer, String> peers, String command) {
        this.machine = machine;
        this.peers = peers;
        this.command = command;
    }

    void add(Result result) {
        results.computeIfAbsent(result.suite(), suite -> new ArrayList<>()).add(result);
    }

    List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var name = free(folder, machine.get("date") + "-" + machine.get("commit"));
        var picture = folder.resolve(name + ".svg");
        var page = folder.resolve(name + ".md");
        Files.writeString(picture, Picture.of(results));
        Files.writeString(page, page(picture.getFileName().toString()));
        return List.of(page, picture);
    }

    /** What was measured before stays. */
    private static String free(Path folder, String name) {
        var free = name;
        for (var number = 2; Files.exists(folder.resolve(free + ".md")); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private String page(String picture) {
        var page = new StringBuilder("# Results\n\n");
        machine.forEach((fact, value) ->
                page.append("- ").append(fact).append(": ").append(value).append('\n'));
        page.append("- command: `")
                .append(command)
                .append("`\n- measured: ")
                .append(String.join("; ", peers.values()))
                .append("\n\n![CPU time a request](")
                .append(picture)
                .append(")\n");
        results.forEach((suite, found) -> page.append(section(suite, found)));
        return page.toString();
    }

    private static String section(Suite suite, List<Result> found) {
        var headings = found.getFirst().figures().keySet();
        var section = new StringBuilder("\n## " + suite.title() + "\n\n| |" + String.join("|", headings));
        section.append("|Portico is|target|\n|---|")
                .append("--:|".repeat(headings.size() + 2))
                .append('\n');
        for (var result : found) {
            section.append("| ").append(result.peer()).append(" | ");
            section.append(
                    result.figures().values().stream().map(Report::number).collect(Collectors.joining(" | ")));
            section.append(" | ")
                    .append(ratio(result, found))
                    .append(" | ")
                    .append(target(result))
                    .append(" |\n");
        }
        return section.toString();
    }

    /** Of another way to run Portico it is the other way round, where that has a target: what it costs more. */
    private static String ratio(Result result, List<Result> found) {
        var another = result.peer().startsWith("portico");
        return found.stream()
                .filter(one -> one.peer().equals(OURS) && !one.equals(result))
                .filter(one -> !another || result.suite().targets().containsKey(result.peer()))
                .findFirst()
                .map(ours -> another ? result.value() / ours.value() : ours.value() / result.value())
                .map("%.2f ×"::formatted)
                .orElse("");
    }

    private static String target(Result result) {
        var target = result.suite().targets().get(result.peer());
        return target == null ? "" : "≤ " + number(target);
    }

    /** A time per request has no value where no request was answered. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "none answered";
        }
        return value >= 100 || value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
