package dev.portico.web.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One size of a product's picture, read from the products service.
 *
 * @param width in pixels
 */
@RegisterForReflection
public record Picture(String url, int width) {

    /** Pictures on cards are at least this wide, in pixels, where the product has one. */
    private static final int CARD_WIDTH = 320;

    /** The address of the narrowest picture that is wide enough for a card, else of the widest; null where there is none. */
    public static @Nullable String forCard(List<Picture> sizes) {
        var byWidth =
                sizes.stream().sorted(Comparator.comparingInt(Picture::width)).toList();
        return byWidth.stream()
                .filter(picture -> picture.width() >= CARD_WIDTH)
                .findFirst()
                .or(() -> byWidth.isEmpty() ? Optional.empty() : Optional.of(byWidth.getLast()))
                .map(Picture::url)
                .orElse(null);
    }
}
