package dev.portico.mobile.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the profile reads of the users service; the rest of its answer is skipped. */
@RegisterForReflection(
        targets = {
            ProfileSlices.User.class,
            ProfileSlices.Name.class,
            ProfileSlices.Contact.class,
            ProfileSlices.Loyalty.class,
            ProfileSlices.Place.class
        })
final class ProfileSlices {

    private ProfileSlices() {}

    record User(String id, Name name, Contact contact, String locale, Loyalty loyalty, List<Place> addresses) {}

    record Name(String given, String family) {}

    record Contact(String email, @Nullable String phone) {}

    record Loyalty(String tier, int points) {}

    record Place(
            String label,
            String street,
            String postcode,
            String city,
            String country,
            @JsonProperty("default") boolean preferred) {}
}
