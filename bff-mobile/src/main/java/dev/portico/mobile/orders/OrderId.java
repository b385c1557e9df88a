package dev.portico.mobile.orders;

import jakarta.ws.rs.NotFoundException;
import java.util.regex.Pattern;

/** How orders are named. Nothing else becomes a part of a path of the orders service, which may serve more than orders. */
final class OrderId {

    static final String PATTERN = "^o-[0-9]{1,12}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    private OrderId() {}

    /**
     * The id.
     *
     * @throws NotFoundException where no order can have it
     */
    static String of(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new NotFoundException();
        }
        return text;
    }
}
