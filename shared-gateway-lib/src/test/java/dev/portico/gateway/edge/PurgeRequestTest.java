package dev.portico.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.gateway.cache.Purge;
import dev.portico.gateway.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeRequestTest {

    private static final Set<String> UPSTREAMS = Set.of("catalog", "orders");

    @Test
    void tags_targets_and_prefixes_are_purged() {
        assertThat(read("{\"tags\": [\"red\", \"product:1\"]}"))
                .containsExactly(new Purge.Tag("red"), new Purge.Tag("product:1"));
        assertThat(read("{\"upstream\": \"catalog\", \"target\": \"/products/1?full=1\"}"))
                .containsExactly(new Purge.Target("catalog", "/products/1?full=1"));
        assertThat(read("{\"prefix\": \"/\", \"upstream\": \"orders\"}"))
                .containsExactly(new Purge.Prefix("orders", "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "null",
                "{\"tags\": []}",
                "{\"tags\": \"red\"}",
                "{\"tags\": [1]}",
                "{\"tags\": [\"\"]}",
                "{\"tags\": [\"red green\"]}",
                "{\"tags\": [\"red,green\"]}",
                "{\"tags\": [\"red\"], \"tags\": [\"green\"]}",
                "{\"tags\": [\"red\"]} {}",
                "{\"tag\": [\"red\"]}",
                "{\"tags\": [\"red\"], \"dry-run\": true}",
                "{\"tags\": [\"red\"], \"upstream\": \"catalog\", \"prefix\": \"/\"}",
                "{\"target\": \"/products/1\"}",
                "{\"upstream\": \"catalog\"}",
                "{\"upstream\": \"nowhere\", \"target\": \"/\"}",
                "{\"upstream\": 1, \"target\": \"/\"}",
                "{\"upstream\": \"catalog\", \"target\": \"products\"}",
                "{\"upstream\": \"catalog\", \"target\": \"https://catalog/products\"}",
                "{\"upstream\": \"catalog\", \"target\": \"/a b\"}",
                "{\"upstream\": \"catalog\", \"target\": null}",
                "{\"upstream\": \"catalog\", \"prefix\": \"\"}",
                "{\"upstream\": \"catalog\", \"prefix\": \"/a\\n\"}"
            })
    void whatever_else_is_refused_with_what_to_send(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().kind().status()).isEqualTo(400);
            assertThat(refusal.problem().detail()).endsWith(".").doesNotContain("Exception", "jackson");
        });
    }

    @Test
    void there_are_bounds() {
        assertThatThrownBy(() -> read("{\"tags\": [" + "\"a\",".repeat(1_000) + "\"a\"]}"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("{\"tags\": [\"" + "a".repeat(257) + "\"]}"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("{\"upstream\": \"catalog\", \"prefix\": \"/" + "a".repeat(8192) + "\"}"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read("[".repeat(60_000))).isInstanceOf(Refusal.class);
    }

    private static List<Purge> read(String body) {
        return PurgeRequest.read(Buffer.buffer(body), UPSTREAMS);
    }
}
