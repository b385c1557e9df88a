package dev.portico.mobile.catalog;

import dev.portico.mobile.catalog.CardSlices.Reviews;
import org.jspecify.annotations.Nullable;

/**
 * @param stars the average, from 0 to 5
 * @param count how many people rated
 */
public record Rating(double stars, int count) {

    /** Null while nobody has rated. */
    static @Nullable Rating of(@Nullable Reviews reviews) {
        return reviews == null || reviews.count() == 0 ? null : new Rating(reviews.average(), reviews.count());
    }
}
