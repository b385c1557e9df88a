package dev.portico.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./portico} said and how it ended. */
record PorticoCommand(int exit, String output) {

    /** Runs the command in a directory, as somebody who stands there would. */
    static PorticoCommand run(Path directory, String... arguments) throws IOException, InterruptedException {
        return run(directory, List.of(), arguments);
    }

    /** Runs it through another command, such as one that mounts something first. */
    static PorticoCommand run(Path directory, List<String> before, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(before);
        line.add(Path.of("..", "portico").toAbsolutePath().toString());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new PorticoCommand(process.waitFor(), output);
    }
}
