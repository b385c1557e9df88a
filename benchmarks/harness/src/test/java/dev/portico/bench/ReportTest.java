package dev.portico.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void peers_stand_beside_ours_with_ratio_and_target() throws IOException {
        var suite = Suite.read(Path.of("../suites"), List.of("plain")).getFirst();
        var report = new Report(
                Map.of("date", "2026-11-23", "commit", "abc"),
                Map.of(new Peer("nginx", Path.of("nginx")), "nginx 1.22.1"),
                "./portico bench plain");
        report.add(new Result(suite, "portico-jvm", Map.of(Result.CPU, 20.0)));
        report.add(new Result(suite, "nginx", Map.of(Result.CPU, 40.0)));

        var files = report.write(folder);

        assertThat(files.getFirst()).hasFileName("2026-11-23-abc.md");
        assertThat(Files.readString(files.getFirst()))
                .contains("./portico bench plain", "nginx 1.22.1")
                .contains("| portico-jvm | 20 |  |  |")
                .contains("| nginx | 40 | 0.50 × | ≤ 0.80 |");
        assertThat(Files.readString(files.get(1))).startsWith("<svg").contains("portico-jvm", "40.0");
    }

    @Test
    void another_way_to_run_portico_stands_there_with_what_it_costs_more() throws IOException {
        var suite = Suite.read(Path.of("../suites"), List.of("secured")).getFirst();
        var report = new Report(Map.of("date", "2026-11-23", "commit", "abc"), Map.of(), "./portico bench secured");
        report.add(new Result(suite, "portico-jvm", Map.of(Result.CPU, 20.0)));
        report.add(new Result(suite, "portico-redis", Map.of(Result.CPU, 30.0)));
        report.add(new Result(suite, "portico-native", Map.of(Result.CPU, 30.0)));

        var page = Files.readString(report.write(folder).getFirst());

        assertThat(page).contains("| portico-redis | 30 | 1.50 × | ≤ 1.70 |").contains("| portico-native | 30 |  |  |");
    }

    @Test
    void what_was_measured_before_stays() throws IOException {
        var report = new Report(Map.of("date", "2026-11-23", "commit", "abc"), Map.of(), "./portico bench plain");

        report.write(folder);
        var second = report.write(folder);

        assertThat(second.getFirst()).hasFileName("2026-11-23-abc-2.md");
        assertThat(Files.readString(second.getFirst())).contains("2026-11-23-abc-2.svg");
    }
}
