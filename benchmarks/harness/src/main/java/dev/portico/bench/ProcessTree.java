package dev.portico.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process and its children have used, as Linux counts it in {@code /proc} (proc(5)). */
record ProcessTree(ProcessHandle root) {

    private static final double TICKS_A_SECOND = 100;

    /** User and system time so far, in seconds. */
    double cpuSeconds() {
        return all().mapToLong(process -> ticks(process.pid())).sum() / TICKS_A_SECOND;
    }

    /** Memory in bytes; what processes share counts once (proportional set size). */
    long memory() {
        return all().mapToLong(process -> proportionalKilobytes(process.pid())).sum() * 1024;
    }

    /** Asks it to end, children first where they outlive it, and waits. */
    void end() {
        var all = all().toList();
        root.destroy();
        try {
            root.onExit().get(10, TimeUnit.SECONDS);
        } catch (Exception stubborn) {
            root.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    /** The second field is a name in parentheses, which may hold spaces. */
    private static long ticks(long pid) {
        var stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long proportionalKilobytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException ended) {
            return "";
        }
    }
}
