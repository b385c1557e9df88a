package dev.portico.partner.orders;

import jakarta.ws.rs.NotFoundException;
import java.util.regex.Pattern;

/** What the id of an order looks like. */
final class OrderId {

    static final String PATTERN = "^[A-Za-z0-9._~-]{1,64}$";

    private static final Pattern WHOLE = Pattern.compile(PATTERN);

    private OrderId() {}

    /**
     * The id.
     *
     * @throws NotFoundException where no order can have it
     */
    static String of(String id) {
        if (!sound(id)) {
            throw new NotFoundException();
        }
        return id;
    }

    /** Dot segments fit the pattern and no path (RFC 3986 section 5.2.4). */
    static boolean sound(String id) {
        return WHOLE.matcher(id).matches() && !id.equals(".") && !id.equals("..");
    }
}
