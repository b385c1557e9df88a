package dev.portico.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of products as the demo's service answers with it: 6 KB for each, of which a screen needs little. */
public final class ProductList {

    private ProductList() {}

    public static byte[] of(int products) {
        var one = one();
        var items = IntStream.range(0, products)
                .mapToObj(i -> one.replace("\"p-1001\"", "\"p-" + (1001 + i) + "\""))
                .collect(Collectors.joining(","));
        return "{\"items\":[%s],\"total\":300,\"offset\":0,\"limit\":%d}"
                .formatted(items, products)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String one() {
        try (var file = ProductList.class.getResourceAsStream("/product.json")) {
            if (file == null) {
                throw new IllegalStateException("product.json is not packaged");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
