package dev.portico.mobile.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** One size of a product's picture, as the products service has it. */
@RegisterForReflection
public record Image(String url, int width) {

    /** The address of the narrowest image of at least this width in pixels, else of the widest there is. */
    public static Optional<String> ofWidth(int atLeast, List<Image> images) {
        return fitting(atLeast, images, Image::width).map(Image::url);
    }

    /** The narrowest of at least this width in pixels, else the widest there is. */
    static <T> Optional<T> fitting(int atLeast, List<T> images, ToIntFunction<T> width) {
        var byWidth = Comparator.comparingInt(width);
        return images.stream()
                .filter(image -> width.applyAsInt(image) >= atLeast)
                .min(byWidth)
                .or(() -> images.stream().max(byWidth));
    }
}
