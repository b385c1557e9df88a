package dev.portico.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {

    @Test
    void a_shell_and_what_it_started_count_together_and_end_together() throws IOException {
        var shell = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
        var tree = new ProcessTree(shell.toHandle());

        while (tree.cpuSeconds() < 0.05) {
            Thread.onSpinWait();
        }
        var children = shell.descendants().toList();
        assertThat(children).isNotEmpty();
        assertThat(tree.memory()).isPositive();

        tree.end();

        assertThat(shell.isAlive()).isFalse();
        assertThat(children).allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(5)));
    }
}
