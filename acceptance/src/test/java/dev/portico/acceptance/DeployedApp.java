package dev.portico.acceptance;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** A BFF as {@code k8s/base} has it, and as its module packages it. */
record DeployedApp(String name) {

    private static final Path ROOT = Path.of("..");
    private static final Path BASE = ROOT.resolve("k8s/base");

    static List<DeployedApp> all() throws IOException {
        return folders(BASE).stream().map(DeployedApp::new).toList();
    }

    static List<String> modulesWithTable() throws IOException {
        return folders(ROOT).stream()
                .filter(name -> name.startsWith("bff-") && new DeployedApp(name).canRun())
                .toList();
    }

    private static List<String> folders(Path parent) throws IOException {
        try (var folders = Files.list(parent).filter(Files::isDirectory)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Whether its module packages a table, without which no app starts. */
    boolean canRun() {
        return Files.exists(packaged("gateway.yaml"));
    }

    Path packaged(String file) {
        return ROOT.resolve(name).resolve("src/main/resources").resolve(file);
    }

    Path file(String file) {
        return BASE.resolve(name).resolve(file);
    }

    Deployment deployment() throws IOException {
        return Manifests.read(file("deployment.yaml"), Deployment.class);
    }

    Container container() throws IOException {
        return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    Service service() throws IOException {
        return Manifests.read(file("service.yaml"), Service.class);
    }

    Kustomization kustomization() throws IOException {
        return Manifests.read(file("kustomization.yaml"), Kustomization.class);
    }

    Properties addresses() throws IOException {
        return properties(file("addresses.env"));
    }

    static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @Override
    public String toString() {
        return name;
    }
}
