package dev.portico.web.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account reads of the users service; the rest of its answer is skipped. */
@RegisterForReflection(
        targets = {
            AccountSlices.User.class,
            AccountSlices.Name.class,
            AccountSlices.Contact.class,
            AccountSlices.Loyalty.class,
            AccountSlices.Address.class,
            AccountSlices.Preferences.class
        })
final class AccountSlices {

    private AccountSlices() {}

    record User(
            String id,
            Name name,
            @Nullable Contact contact,
            @Nullable String locale,
            @Nullable Loyalty loyalty,
            @Nullable List<Address> addresses,
            @Nullable Preferences preferences,
            String createdAt) {}

    record Name(String given, String family) {}

    record Contact(@Nullable String email, @Nullable String phone) {}

    record Loyalty(String tier, int points) {}

    record Address(
            String label,
            String street,
            String postcode,
            String city,
            String country,
            @JsonProperty("default") boolean usual) {}

    record Preferences(@Nullable Boolean newsletter) {}
}
