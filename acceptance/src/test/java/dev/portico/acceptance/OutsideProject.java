package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * A Maven project that is not part of this build. It finds Portico in a repository of its own that holds the built
 * artifacts, and everything else in the one that this build uses.
 */
final class OutsideProject {

    private static final String VERSION = System.getProperty("portico.version");
    private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();
    private static final long BUILD_MINUTES = 5;

    private OutsideProject() {}

    /** Copies the pom and the sources. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = from.relativize(file);
                if (path.startsWith("src") || path.equals(Path.of("pom.xml"))) {
                    Files.createDirectories(to.resolve(path).getParent());
                    Files.copy(file, to.resolve(path), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Packages the project, with the {@code mvnw} that it brings or else with this build's. */
    static void build(Path project) throws IOException, InterruptedException {
        assertThat(builds(project))
                .as(() -> "build of " + project + ":\n" + log(project))
                .isTrue();
    }

    /** What is said of a project that cannot be packaged. */
    static String refusal(Path project) throws IOException, InterruptedException {
        assertThat(builds(project)).as("build of " + project).isFalse();
        return log(project);
    }

    private static boolean builds(Path project) throws IOException, InterruptedException {
        publish("portico", "pom", Path.of("..", "pom.xml"));
        publish("shared-gateway-lib", "pom", Path.of("..", "shared-gateway-lib", "pom.xml"));
        publish(
                "shared-gateway-lib",
                "jar",
                Path.of("..", "shared-gateway-lib", "target", "shared-gateway-lib-" + VERSION + ".jar"));

        var log = project.resolve("build.log");
        var own = project.resolve("mvnw");
        var line = new ProcessBuilder(
                        (Files.exists(own) ? own : Path.of("..", "mvnw"))
                                .toAbsolutePath()
                                .toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "-f",
                        project.resolve("pom.xml").toAbsolutePath().toString(),
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-Dmaven.repo.local.tail=" + System.getProperty("maven.local"),
                        "package")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        line.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1"); // it does not run for long
        var maven = line.start();
        var ended = maven.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            maven.destroyForcibly();
        }
        return ended && maven.exitValue() == 0;
    }

    private static void publish(String artifact, String type, Path file) throws IOException {
        var folder = REPOSITORY.resolve(Path.of("dev", "portico", artifact, VERSION));
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(artifact + "-" + VERSION + "." + type), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String log(Path project) {
        try {
            return Files.readString(project.resolve("build.log"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
