package dev.portico.mobile.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.mobile.profile.ProfileSlices.Place;
import dev.portico.mobile.profile.ProfileSlices.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's profile. What is no component of it cannot leave the BFF.
 *
 * @param phone absent where the customer has given none
 * @param locale a language tag (BCP 47)
 * @param addresses the first twenty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileView(
        String givenName,
        String familyName,
        String email,
        @Nullable String phone,
        String locale,
        Membership membership,
        List<Address> addresses) {

    public record Membership(String tier, int points) {}

    /**
     * @param label what the customer calls it
     * @param country an ISO 3166 code
     * @param preferred whether orders go there unless they say otherwise
     */
    public record Address(
            String label, String street, String postcode, String city, String country, boolean preferred) {}

    private static final int MOST_ADDRESSES = 20;

    static ProfileView of(User user) {
        return new ProfileView(
                user.name().given(),
                user.name().family(),
                user.contact().email(),
                user.contact().phone(),
                user.locale(),
                new Membership(user.loyalty().tier(), user.loyalty().points()),
                user.addresses().stream()
                        .limit(MOST_ADDRESSES)
                        .map(ProfileView::address)
                        .toList());
    }

    private static Address address(Place place) {
        return new Address(
                place.label(), place.street(), place.postcode(), place.city(), place.country(), place.preferred());
    }
}
