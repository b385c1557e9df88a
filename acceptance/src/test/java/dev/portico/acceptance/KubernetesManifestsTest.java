package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portico.gateway.TableCompiler;
import dev.portico.gateway.TableFile;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code k8s/} fits Kubernetes and the apps that it runs. {@link ManifestsTest} shows that mistakes are found. */
class KubernetesManifestsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path BASE = ROOT.resolve("k8s/base");
    private static final Pattern VARIABLE = Pattern.compile("^[^#\\n]*?\\$\\{([A-Z_]+)", Pattern.MULTILINE);
    private static final Pattern PORT = Pattern.compile("(?:808|900)[0-2]\\b");

    static List<Path> manifests() throws IOException {
        try (var files = Files.walk(ROOT.resolve("k8s"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("gateway.yaml"))
                    .toList();
        }
    }

    static List<Path> kustomizations() throws IOException {
        return manifests().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent)
                .toList();
    }

    static List<Path> deployments() throws IOException {
        return manifests().stream()
                .filter(file -> file.endsWith("deployment.yaml"))
                .toList();
    }

    static List<DeployedApp> deployed() throws IOException {
        return DeployedApp.all();
    }

    static List<DeployedApp> apps() throws IOException {
        return DeployedApp.all().stream().filter(DeployedApp::canRun).toList();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void kubernetes_knows_each_kind_and_field(Path manifest) throws IOException {
        assertThat(Manifests.read(Files.readString(manifest))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void kustomize_makes_of_it_what_kubernetes_knows(Path folder) throws IOException, InterruptedException {
        assumeTrue(kubectlIsHere(), "kubectl is not installed");
        var kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString()).start();
        var rendered = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var said = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
        assertThat(Manifests.read(rendered)).hasSizeGreaterThanOrEqualTo(2);
    }

    private static boolean kubectlIsHere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    @Test
    void every_app_that_can_run_is_in_the_base() throws IOException {
        assertThat(Manifests.read(BASE.resolve("kustomization.yaml"), Kustomization.class)
                        .getResources())
                .containsExactlyInAnyOrderElementsOf(
                        deployed().stream().map(DeployedApp::name).toList())
                .containsAll(DeployedApp.modulesWithTable());
    }

    @ParameterizedTest
    @MethodSource("apps")
    void its_ports_are_those_that_the_app_listens_on(DeployedApp app) throws IOException {
        var settings = Manifests.tree(app.packaged("application.yaml")).path("quarkus");
        var http = settings.path("http").path("port").intValue();

        assertThat(app.container().getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(
                        tuple("http", http),
                        tuple(
                                "management",
                                settings.path("management").path("port").intValue()));
        assertThat(settings.path("application").path("name").textValue()).isEqualTo(app.name());
        assertThat(app.service().getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(http);
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
        });
    }

    @ParameterizedTest
    @MethodSource("apps")
    void its_table_is_the_packaged_one(DeployedApp app) throws IOException {
        assertThat(app.file("gateway.yaml"))
                .as("cp %s/src/main/resources/gateway.yaml k8s/base/%s/", app, app)
                .hasSameTextualContentAs(app.packaged("gateway.yaml"));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void its_table_compiles_with_the_addresses_that_it_gets(DeployedApp app) throws IOException {
        var table = Files.readString(app.file("gateway.yaml"));
        var addresses = app.addresses();
        var compiled = TableCompiler.compile(
                new TableFile(app.name(), table), name -> Optional.ofNullable(addresses.getProperty(name)));

        assertThat(compiled.upstreams()).isNotEmpty().allSatisfy(upstream -> assertThat(
                        upstream.instances().toString())
                .doesNotContain("localhost"));
        assertThat(compiled.issuers().toString()).doesNotContain("localhost");
        assertThat(addresses.stringPropertyNames())
                .isEqualTo(VARIABLE.matcher(table)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void it_is_called_the_same_everywhere(DeployedApp app) throws IOException {
        var name = Map.of("app.kubernetes.io/name", app.name());
        var deployment = app.deployment();
        assertThat(deployment.getMetadata().getName()).isEqualTo(app.name());
        assertThat(deployment.getMetadata().getLabels()).isEqualTo(name);
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(name);
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(name);
        assertThat(app.service().getMetadata().getName()).isEqualTo(app.name());
        assertThat(app.service().getMetadata().getLabels()).isEqualTo(name);
        assertThat(app.service().getSpec().getSelector()).isEqualTo(name);
        assertThat(app.container().getName()).isEqualTo(app.name());
        assertThat(app.container().getImage()).isEqualTo(app.name());

        var kustomization = app.kustomization();
        var version = System.getProperty("portico.version");
        assertThat(kustomization.getImages()).singleElement().satisfies(image -> {
            assertThat(image.getName()).isEqualTo(app.name());
            assertThat(image.getNewTag()).isEqualTo(version);
        });
        assertThat(kustomization.getLabels()).singleElement().satisfies(labels -> {
            assertThat(labels.getPairs()).containsEntry("app.kubernetes.io/version", version);
        });
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void it_reads_the_table_and_the_addresses_that_are_mounted(DeployedApp app) throws IOException {
        var pod = app.deployment().getSpec().getTemplate().getSpec();
        var generated = app.kustomization().getConfigMapGenerator();
        assertThat(generated).hasSize(2);
        assertThat(generated.get(0).getName()).isEqualTo(app + "-table");
        assertThat(generated.get(0).getFiles()).containsExactly("gateway.yaml");
        assertThat(generated.get(1).getName()).isEqualTo(app + "-addresses");
        assertThat(generated.get(1).getEnvs()).containsExactly("addresses.env");

        assertThat(app.container().getEnv()).singleElement().satisfies(variable -> {
            assertThat(variable.getName()).isEqualTo("PORTICO_GATEWAY_FILE");
            assertThat(variable.getValue()).isEqualTo("/etc/portico/gateway.yaml");
        });
        assertThat(app.container().getEnvFrom()).hasSize(2);
        assertThat(app.container().getEnvFrom().getFirst().getConfigMapRef().getName())
                .isEqualTo(app + "-addresses");
        assertThat(app.container().getEnvFrom().getLast().getSecretRef().getName())
                .isEqualTo(app + "-secrets");
        assertThat(app.container().getVolumeMounts().getFirst().getMountPath()).isEqualTo("/etc/portico");
        assertThat(app.container().getVolumeMounts())
                .extracting(mount -> mount.getName())
                .containsExactlyElementsOf(pod.getVolumes().stream()
                        .map(volume -> volume.getName())
                        .toList());
        assertThat(pod.getVolumes().getFirst().getConfigMap().getName()).isEqualTo(app + "-table");
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void its_probes_ask_the_management_port(DeployedApp app) throws IOException {
        var container = app.container();

        probe(container.getStartupProbe(), "started");
        probe(container.getLivenessProbe(), "live");
        probe(container.getReadinessProbe(), "ready");
    }

    private static void probe(Probe probe, String check) throws IOException {
        var health = defaults().getProperty("quarkus.management.root-path")
                + defaults().getProperty("quarkus.smallrye-health.root-path");
        assertThat(probe.getHttpGet().getPath()).isEqualTo(health + "/" + check);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void it_has_the_time_to_answer_what_it_began(DeployedApp app) throws IOException {
        var pod = app.deployment().getSpec().getTemplate().getSpec();
        var draining = app.container().getLifecycle().getPreStop().getSleep().getSeconds();
        var shutdown = Duration.parse("PT" + defaults().getProperty("quarkus.shutdown.timeout"));

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(draining + shutdown.toSeconds() + 5);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void it_may_do_no_more_than_it_has_to(Path manifest) throws IOException {
        var pod = Manifests.read(manifest, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        });
    }

    @Test
    void the_bffs_differ_in_names_and_ports_alone() throws IOException {
        for (var file : List.of("deployment.yaml", "service.yaml", "kustomization.yaml")) {
            var texts = Set.copyOf(deployed().stream()
                    .map(app -> PORT.matcher(text(app.file(file)).replace(app.name(), "APP"))
                            .replaceAll("PORT"))
                    .toList());
            assertThat(texts).as(file).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Containerfile.jvm", "Containerfile.native"})
    void images_run_as_nobody_without_a_shell(String file) {
        assertThat(text(ROOT.resolve("k8s").resolve(file)).lines())
                .anyMatch(line -> line.matches("FROM \\S+:[0-9][\\w.-]*"))
                .anyMatch(line -> line.equals("USER 65532:65532"))
                .anyMatch(line -> line.matches("ENTRYPOINT \\[\".*\"]"))
                .noneMatch(line -> line.startsWith("RUN"));
    }

    /** What the library sets for every app. */
    private static Properties defaults() throws IOException {
        return DeployedApp.properties(
                ROOT.resolve("shared-gateway-lib/src/main/resources/META-INF/microprofile-config.properties"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
