package dev.portico.web.catalog;

import java.util.regex.Pattern;

/** How products are named. Nothing else becomes a part of a path of the products service, which serves more than products. */
public final class ProductId {

    public static final String PATTERN = "^p-[0-9]{1,12}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    private ProductId() {}

    public static boolean is(String text) {
        return WRITTEN.matcher(text).matches();
    }
}
