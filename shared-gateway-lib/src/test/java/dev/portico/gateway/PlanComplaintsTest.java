package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.admission.Algorithm;
import dev.portico.gateway.admission.Algorithm.Period;
import dev.portico.gateway.admission.KeyPart;
import dev.portico.gateway.admission.Limit;
import dev.portico.gateway.admission.Plan;
import dev.portico.gateway.admission.Plans;
import dev.portico.gateway.wire.IssuedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table may say of plans. */
class PlanComplaintsTest {

    private static final String TABLE =
            """
            upstreams: { books: { urls: [http://books:8080] } }
            limits:
              calls:   { permits: 5, window: 1m, per: [partner] }
              address: { permits: 5, window: 1m, per: [address] }
              each:    { permits: 5, window: 1m, per: [partner, route] }
            routes:
              books:  { path: /books, to: books }
              export: { path: /export, to: books, cost: 10 }
              usage:  { path: /usage, to: books, metered: false }
            """;

    private static final IssuedKey KEY = IssuedKey.fresh();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    static List<Arguments> wrong() {
        var plan = "plans.free";
        return List.of(
                of("free: {}", plan + ": has no value; write one or remove the key"),
                of(
                        "free: { quota: { day: 9 } }",
                        plan + ".quota.day = \"9\": is no key of the table; did you mean quotas?"),
                of(
                        "free: { quotas: { week: 9 } }",
                        plan + ".quotas.week = \"9\": is no key of the table; the keys here are day, month"),
                of(
                        "free: { quotas: { day: many } }",
                        plan + ".quotas.day = \"many\": cannot be read; write a whole number"),
                of(
                        "free: { quotas: { day: 0 }, routes: [books] }",
                        plan + ".quotas.day = \"0\": write a whole number from 1 to"),
                of(
                        "free: { quotas: { month: 100000001 } }",
                        plan + ".quotas.month = \"100000001\": write a whole number from 1 to 100000000"),
                of(
                        "free: { quotas: { day: 20, when-redis-is-away: stop } }",
                        plan + ".quotas.when-redis-is-away = \"stop\": is not known; write memory or pass or refuse"),
                of(
                        "free: { quotas: { day: 9 } }",
                        plan
                                + ".quotas = \"9\": allows less at once than routes.export.cost takes, which is 10; allow"),
                of(
                        "free: { limits: [calls] }",
                        plan + ".limits = \"calls\": allows less at once than routes.export.cost takes, which is 10"),
                of(
                        "free: { limits: [call], routes: [books] }",
                        plan + ".limits = \"call\": there is no such limit; write address or calls or each, or add it"),
                of(
                        "free: { limits: [address], routes: [books] }",
                        plan + ".limits = \"address\": counts by address, and a plan is a partner's over all rows"),
                of(
                        "free: { limits: [each], routes: [books] }",
                        plan + ".limits = \"each\": counts by row, and a plan is a partner's over all rows"),
                of(
                        "free: { routes: [book] }",
                        plan + ".routes = \"book\": there is no such row; write books or export or usage, or add it"),
                of(
                        "free: { routes: [usage] }",
                        plan
                                + ".routes = \"usage\": is open to each plan, for routes.usage.metered is false; remove it"),
                of("free: { routes: [] }", plan + ".routes: has no value; write one or remove the key"),
                of(
                        "free: { routes: ['${NONE:}'] }",
                        plan + ".routes[0] = \"${NONE:}\": has no value; write one or remove"),
                of("free: { default: maybe }", plan + ".default = \"maybe\": cannot be read; write true or false"),
                of(
                        "free: { default: true }, gold: { default: true }",
                        "plans.gold.default: there is one plan for partners who name none, and plans.free is it already"),
                of("'a.b': { default: true }", "plans.a.b: API keys and tokens name a plan; write letters, digits"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrong")
    void a_wrong_plan_stops_the_start(String plans, String complaint) {
        Tables.assertRefused(TABLE + "plans: { " + plans + " }\n", complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlim", "Berlin", "+02:00", "EST5", "GMT+1", "../etc/localtime", "europe/berlin"})
    void a_zone_that_is_not_known_stops_the_start(String zone) {
        Tables.assertRefused(
                TABLE + "plans: { free: { default: true } }\nquota-zone: '" + zone + "'\n",
                "quota-zone = \"" + zone + "\": is no time zone; write a region such as Europe/Berlin, or UTC");
    }

    @Test
    void a_row_can_stand_apart_from_plans_only_where_there_are_some() {
        Tables.assertRefused(
                TABLE, "routes.usage.metered = \"false\": means something only with plans; add some or remove it");
    }

    @Test
    void only_partners_have_plans() {
        Tables.assertRefused(
                Tables.issuer("jwks: 'https://login.example/jwks', plan: plan"),
                "identity.issuers.main.plan = \"plan\": only partners have plans; write callers: partners beside it");
    }

    @Test
    void a_plan_is_what_the_table_says() {
        var plans = Tables.compiled(
                        TABLE
                                + """
                        quota-zone: Europe/Berlin
                        plans:
                          free: { limits: [calls, calls], quotas: { day: 100, month: 2000 }, routes: [books], default: true }
                          gold: { quotas: { month: 50000, when-redis-is-away: refuse } }
                        """)
                .plans();

        var berlin = ZoneId.of("Europe/Berlin");
        var free = new Plan(
                "free",
                plans.all().getFirst().limits(),
                List.of(quota("free.day", 100, Period.DAY, berlin), quota("free.month", 2000, Period.MONTH, berlin)),
                Set.of(1));
        assertThat(free.limits()).extracting(Limit::name).containsExactly("calls");
        assertThat(plans.forThoseWithout()).isEqualTo(free);
        assertThat(plans.unmetered()).containsExactly(3);
        assertThat(plans.all()).hasSize(2).first().isEqualTo(free);
        assertThat(plans.all().getLast().routes()).containsExactlyInAnyOrder(1, 2);
        assertThat(plans.all().getLast().quotas())
                .extracting(Limit::whenRedisIsAway)
                .containsExactly(Limit.WhenAway.REFUSE);
    }

    private static Limit quota(String name, long permits, Period period, ZoneId zone) {
        return new Limit(
                name,
                new Algorithm.Calendar(permits, period, zone),
                List.of(new KeyPart.Partner()),
                Limit.WhenAway.MEMORY);
    }

    @Test
    void a_key_names_a_plan_that_is_there() {
        var keys = "identity: { api-keys: { keys: { " + KEY.row("acme", "plan: platinum") + " } } }\n";

        Tables.assertRefused(
                TABLE + "plans: { free: { default: true }, gold: { routes: [export] } }\n" + keys,
                "identity.api-keys.keys." + KEY.prefix()
                        + ".plan = \"platinum\": there is no such plan; write free or gold, or add it to plans");
    }

    @Test
    void so_does_a_key_of_a_file() throws IOException {
        var file =
                Files.writeString(folder.resolve("keys.yaml"), "keys: { " + KEY.row("acme", "plan: platinum") + " }");

        Tables.assertRefused(
                TABLE + "plans: { free: { default: true } }\nidentity: { api-keys: { file: '" + file + "' } }\n",
                "identity.api-keys.file.keys." + KEY.prefix()
                        + ".plan = \"platinum\": there is no such plan; write free, or add it to plans");
    }

    @Test
    void without_plans_in_the_table_keys_name_what_they_like() {
        var keys = Tables.with("identity: { api-keys: { keys: { " + KEY.row("acme", "plan: platinum") + " } } }");

        var table = Tables.compiled(keys);
        assertThat(table.plans()).isEqualTo(Plans.Settings.NONE);
        assertThat(Objects.requireNonNull(table.apiKeys()).source())
                .isInstanceOfSatisfying(ApiKeySettings.Source.Listed.class, listed -> assertThat(listed.keys())
                        .containsKey(KEY.prefix()));
    }

    private static Arguments of(String plans, String complaint) {
        return Arguments.of(plans, complaint);
    }
}
