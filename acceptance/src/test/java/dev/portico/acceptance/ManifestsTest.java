package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows that a mistake in a manifest is found: without this, the tests of {@code k8s/} could pass by not looking. */
class ManifestsTest {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: bff-web
            spec:
              replicas: 2
              template:
                spec:
                  terminationGracePeriodSeconds: 25
                  containers:
                    - name: bff-web
                      securityContext:
                        readOnlyRootFilesystem: true
                      lifecycle:
                        preStop:
                          sleep:
                            seconds: 5
                      resources:
                        limits:
                          memory: 512Mi
            """;

    private static final String KUSTOMIZATION =
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            configMapGenerator:
              - name: bff-web-table
                files:
                  - gateway.yaml
            labels:
              - includeTemplates: true
            """;

    @Test
    void a_manifest_without_mistakes_is_read() throws IOException {
        assertThat(Manifests.read(DEPLOYMENT + "---\n" + KUSTOMIZATION)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "replicas,                      replica",
        "terminationGracePeriodSeconds, terminationGracePeriodSecond",
        "readOnlyRootFilesystem,        readOnlyRootFileSystem",
        "seconds,                       second",
        "lifecycle,                     lifeCycle",
    })
    void a_field_that_does_not_exist_is_found_however_deep(String field, String typo) {
        assertThatThrownBy(() -> Manifests.read(DEPLOYMENT.replace(field + ":", typo + ":")))
                .hasMessageContaining("Kubernetes knows no .")
                .hasMessageContaining("." + typo);
    }

    @ParameterizedTest
    @CsvSource({"configMapGenerator, configMapGenerators", "files, file", "includeTemplates, includeTemplate"})
    void a_word_that_kustomize_does_not_know_is_found(String field, String typo) {
        assertThatThrownBy(() -> Manifests.read(KUSTOMIZATION.replace(field + ":", typo + ":")))
                .hasMessageContaining(typo);
    }

    @Test
    void a_kind_that_does_not_exist_is_found() {
        assertThatThrownBy(() -> Manifests.read(DEPLOYMENT.replace("kind: Deployment", "kind: Deploymint")))
                .hasMessageContaining("Deploymint");
    }

    @Test
    void a_key_that_stands_twice_is_found() {
        assertThatThrownBy(() -> Manifests.read(DEPLOYMENT + "kind: Deployment\n"))
                .hasMessageContaining("Duplicate field 'kind'");
    }
}
