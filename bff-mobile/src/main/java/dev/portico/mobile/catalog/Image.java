package dev.portico.mobile.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One size of a product's picture, as the products service has it. */
@RegisterForReflection
public record Image(String url, int width) {

    private static final Comparator<Image> BY_WIDTH = Comparator.comparingInt(Image::width);

    /** The address of the narrowest image of at least this width in pixels, else of the widest there is. */
    public static Optional<String> ofWidth(int atLeast, List<Image> images) {
        return images.stream()
                .filter(image -> image.width >= atLeast)
                .min(BY_WIDTH)
                .or(() -> images.stream().max(BY_WIDTH))
                .map(Image::url);
    }
}
