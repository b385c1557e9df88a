package dev.portico.mobile.catalog;

import jakarta.ws.rs.NotFoundException;
import java.util.regex.Pattern;

/** How products are named. Nothing else becomes a part of a path of the products service, which serves more than products. */
final class ProductId {

    static final String PATTERN = "^p-[0-9]{1,12}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    private ProductId() {}

    /**
     * The id.
     *
     * @throws NotFoundException where no product can have it
     */
    static String of(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new NotFoundException();
        }
        return text;
    }
}
