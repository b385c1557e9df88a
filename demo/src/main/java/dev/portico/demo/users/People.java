package dev.portico.demo.users;

import dev.portico.demo.data.Dice;
import dev.portico.demo.data.Document;
import dev.portico.demo.data.Prose;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fifty-one invented people: {@code u-0001}, who administers, and {@code u-1001} to {@code u-1050}, who buy. */
public final class People {

    private static final List<String> GIVEN =
            List.of("Robin", "Alex", "Sam", "Kim", "Jo", "Chris", "Toni", "Noa", "Luca", "Mika", "Sascha", "Eli");
    private static final List<String> FAMILY =
            List.of("Sample", "Example", "Placeholder", "Specimen", "Muster", "Testfield", "Fixture", "Stubbs");
    private static final List<String> STREETS =
            List.of("Example Street", "Sample Lane", "Test Road", "Specimen Square", "Placeholder Alley");
    private static final List<String> CITIES = List.of("Northtown", "Southbridge", "Eastfield", "Westhaven", "Midford");

    private final Dice dice;
    private final Prose prose;
    private final Instant now;

    private People(Dice dice, Instant now) {
        this.dice = dice;
        this.prose = new Prose(dice);
        this.now = now;
    }

    public static List<Document> generate(long seed, Instant now) {
        var people = new People(Dice.seeded(seed), now);
        var documents = new ArrayList<Document>();
        documents.add(people.person("u-0001", "Ada", "Operator"));
        documents.add(people.person("u-1001", "Robin", "Sample"));
        for (int number = 1002; number <= 1050; number++) {
            documents.add(people.person("u-" + number, people.dice.pick(GIVEN), people.dice.pick(FAMILY)));
        }
        return documents;
    }

    public static JsonObject address(Dice dice, String label) {
        return new JsonObject()
                .put("label", label)
                .put("street", dice.pick(STREETS) + " " + dice.between(1, 200))
                .put("postcode", dice.digits(5))
                .put("city", dice.pick(CITIES))
                .put("country", "XX")
                .put("geo", new JsonObject().put("lat", dice.between(-60, 60)).put("lon", dice.between(-170, 170)));
    }

    private JsonObject contact(String id, String given, String family) {
        var mailbox = (given + "." + family + "." + id).toLowerCase(Locale.ROOT);
        return new JsonObject()
                .put("email", mailbox + "@example.test")
                .put("phone", "+00 " + dice.digits(9))
                .put("phoneVerified", !dice.oneIn(4));
    }

    private Document person(String id, String given, String family) {
        return Document.of(new JsonObject()
                .put("id", id)
                .put("name", new JsonObject().put("given", given).put("family", family))
                .put("contact", contact(id, given, family))
                .put("locale", dice.pick(List.of("en", "de", "fr", "nl")))
                .put("loyalty", loyalty())
                .put(
                        "addresses",
                        new JsonArray()
                                .add(address(dice, "home").put("default", true))
                                .add(address(dice, "work").put("default", false))
                                .add(address(dice, "parcel locker").put("default", false)))
                .put("preferences", preferences())
                .put("marketing", marketing())
                .put("internal", internal())
                .put("createdAt", daysAgo(dice.between(100, 2000)))
                .put("updatedAt", daysAgo(dice.between(0, 99))));
    }

    private JsonObject loyalty() {
        return new JsonObject()
                .put("tier", dice.pick(List.of("basic", "silver", "gold")))
                .put("points", dice.between(0, 9000))
                .put("since", daysAgo(dice.between(100, 900)));
    }

    private JsonObject preferences() {
        return new JsonObject()
                .put("currency", "EUR")
                .put("newsletter", dice.oneIn(2))
                .put("theme", dice.pick(List.of("light", "dark", "system")))
                .put("sizes", new JsonObject().put("shoe", dice.between(36, 46)).put("shirt", "M"))
                .put("favouriteCategories", dice.array(3, i -> "category-" + dice.between(1, 10)));
    }

    private JsonObject marketing() {
        return new JsonObject()
                .put("consents", new JsonObject().put("email", dice.oneIn(2)).put("push", dice.oneIn(3)))
                .put("segments", dice.array(4, i -> "segment-" + dice.between(1, 40)))
                .put("experiments", dice.array(5, i -> new JsonObject()
                        .put("id", "exp-" + dice.between(100, 999))
                        .put("bucket", dice.between(0, 99))))
                .put("lifetimeValue", dice.between(0, 500_000));
    }

    private JsonObject internal() {
        return new JsonObject()
                .put("riskScore", dice.between(0, 100))
                .put("riskReasons", dice.array(2, i -> prose.sentence()))
                .put("passwordHashAlgorithm", "argon2id")
                .put("supportNotes", dice.array(2, i -> prose.sentences(2)))
                .put("lastLoginAddress", "192.0.2." + dice.between(1, 254));
    }

    private String daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).toString();
    }
}
