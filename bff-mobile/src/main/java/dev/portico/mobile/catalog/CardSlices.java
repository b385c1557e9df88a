package dev.portico.mobile.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the product card reads of the products service; the rest of its answer is skipped. */
@RegisterForReflection(targets = {CardSlices.Product.class, CardSlices.Reviews.class})
final class CardSlices {

    private CardSlices() {}

    record Product(
            String id, String name, Money price, String availability, List<Image> images, @Nullable Reviews reviews) {}

    /** @param average of 0 to 5 stars */
    record Reviews(double average, int count) {
        Reviews {
            if (!(average >= 0 && average <= 5)) {
                throw new IllegalArgumentException("an average beyond five stars");
            }
        }
    }
}
