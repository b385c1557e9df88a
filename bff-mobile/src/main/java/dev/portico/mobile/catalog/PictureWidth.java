package dev.portico.mobile.catalog;

import dev.portico.gateway.problem.Problem;
import dev.portico.gateway.problem.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many pixels wide a picture has to be, from the room that it has and how dense the screen is. Both are parameters and no
 * client hints: an app knows them, and the address alone says which picture it is, to every cache too.
 */
final class PictureWidth {

    private static final int WIDEST = 4096;
    private static final BigDecimal LEAST_DENSE = BigDecimal.ONE;
    private static final BigDecimal DENSEST = BigDecimal.valueOf(4);
    private static final BigDecimal USUAL_DENSITY = BigDecimal.TWO;

    /** Digits of ASCII alone, and no more of them than a client has a reason to write. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

    private PictureWidth() {}

    /**
     * In pixels of the screen.
     *
     * @param usual in CSS pixels, where the client does not say
     * @throws Refusal where one of them is none
     */
    static int of(@Nullable String width, @Nullable String dpr, int usual) {
        var across = width == null ? usual : width(width);
        var density = dpr == null ? USUAL_DENSITY : density(dpr);
        return density.multiply(BigDecimal.valueOf(across))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    private static int width(String text) {
        var width = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (width >= 1 && width <= WIDEST) {
            return width;
        }
        throw refusal("width is a whole number of CSS pixels from 1 to " + WIDEST + ".");
    }

    private static BigDecimal density(String text) {
        var density = DECIMAL.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
        if (density.compareTo(LEAST_DENSE) >= 0 && density.compareTo(DENSEST) <= 0) {
            return density;
        }
        throw refusal("dpr is a number from 1 to 4, such as 2.625.");
    }

    private static Refusal refusal(String rule) {
        return new Refusal(new Problem.BadRequest(rule));
    }
}
