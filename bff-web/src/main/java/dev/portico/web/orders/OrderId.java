package dev.portico.web.orders;

import java.util.regex.Pattern;

/** How orders are named. Nothing else becomes a part of a path of the orders service, which may serve more than orders. */
public final class OrderId {

    public static final String PATTERN = "^o-[0-9]{1,12}$";

    private static final Pattern WRITTEN = Pattern.compile(PATTERN);

    private OrderId() {}

    public static boolean is(String text) {
        return WRITTEN.matcher(text).matches();
    }
}
