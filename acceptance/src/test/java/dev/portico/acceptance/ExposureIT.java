package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An app whose screen would let out what is tagged is not built. */
class ExposureIT {

    private static final Path HERE = Path.of("target", "exposure");

    @Test
    void the_build_names_the_resource_the_component_and_the_mend() throws IOException, InterruptedException {
        OutsideProject.copy(Path.of("..", "examples", "gate-and-screen"), HERE);
        var view = HERE.resolve("src/main/java/org/example/door/PriceView.java");
        var tag = "@dev.portico.gateway.composition.Sensitive(dev.portico.gateway.composition.Sensitivity.INTERNAL)";
        Files.writeString(
                view, Files.readString(view).replace("PriceView(String name", "PriceView(" + tag + " String name"));

        assertThat(OutsideProject.refusal(HERE))
                .contains(
                        "org.example.door.PriceResource.price answers with PriceView.name, which is INTERNAL",
                        "say @Exposes(INTERNAL) on the method");
    }
}
