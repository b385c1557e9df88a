package dev.portico.web.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portico.web.account.AccountSlices.Contact;
import dev.portico.web.account.AccountSlices.Loyalty;
import dev.portico.web.account.AccountSlices.Preferences;
import dev.portico.web.account.AccountSlices.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's profile as they see it themselves. What is no component of it cannot leave the BFF.
 *
 * @param email absent where none was given
 * @param phone absent where none was given
 * @param locale a language tag (RFC 5646); absent where none was chosen
 * @param membership absent where the customer has none
 * @param newsletter whether the customer has asked for it
 * @param customerSince a moment in UTC (RFC 3339)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountView(
        String givenName,
        String familyName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String locale,
        @Nullable Membership membership,
        List<PostalAddress> addresses,
        boolean newsletter,
        String customerSince) {

    public record Membership(String tier, int points) {}

    /** @param usual whether orders go there unless they say otherwise */
    public record PostalAddress(
            String label, String street, String postcode, String city, String country, boolean usual) {}

    private static final Contact NONE = new Contact(null, null);

    static AccountView of(User user) {
        var contact = user.contact() == null ? NONE : user.contact();
        return new AccountView(
                user.name().given(),
                user.name().family(),
                contact.email(),
                contact.phone(),
                user.locale(),
                membership(user.loyalty()),
                addresses(user.addresses()),
                newsletter(user.preferences()),
                user.createdAt());
    }

    private static @Nullable Membership membership(@Nullable Loyalty loyalty) {
        return loyalty == null ? null : new Membership(loyalty.tier(), loyalty.points());
    }

    private static List<PostalAddress> addresses(@Nullable List<AccountSlices.Address> addresses) {
        return addresses == null
                ? List.of()
                : addresses.stream()
                        .map(address -> new PostalAddress(
                                address.label(),
                                address.street(),
                                address.postcode(),
                                address.city(),
                                address.country(),
                                address.usual()))
                        .toList();
    }

    private static boolean newsletter(@Nullable Preferences preferences) {
        return preferences != null && Boolean.TRUE.equals(preferences.newsletter());
    }
}
