package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** What a message about a table must never show: the inside of the program that read it. */
final class ComplaintStyle {

    private ComplaintStyle() {}

    static void assertReadable(@Nullable String message) {
        assertThat(message)
                .doesNotContain("SRCFG", "gateway.routes", "gateway.upstreams", "gateway.limits", "gateway.identity")
                .doesNotContain("Exception", "io.smallrye", "java.lang", "org.yaml", "PT", "in 'string'")
                .doesNotContain(": null", "Optional");
        assertThat(String.valueOf(message).lines().skip(1))
                .allSatisfy(line -> assertThat(line).matches("  - [^:]+( = \".*\")?: \\S.+"));
    }
}
