package dev.portico.gateway;

import dev.portico.gateway.IdentityTable.IntrospectionRow;
import dev.portico.gateway.IdentityTable.IssuerRow;
import dev.portico.gateway.identity.CallerClaims;
import dev.portico.gateway.identity.TokenRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles the issuers of a table. */
final class IssuerRows {

    /** Written for a claim that has to be there, whatever it says. */
    private static final Set<String> ANY_VALUE = Set.of("*");

    private static final Duration INTROSPECTION_KEPT = Duration.ofSeconds(30);

    private static final Map<String, CallerClaims.Callers> CALLERS =
            Map.of("users", CallerClaims.Callers.USERS, "partners", CallerClaims.Callers.PARTNERS);

    private final Map<String, IssuerRow> rows;
    private final Complaints complaints;

    IssuerRows(Map<String, IssuerRow> rows, Complaints complaints) {
        this.rows = rows;
        this.complaints = complaints;
    }

    /**
     * The rows of two kinds.
     *
     * @param verified those whose tokens are verified here
     * @param asked the one that is asked about its tokens
     */
    record Compiled(List<IssuerSettings> verified, Optional<IntrospectionSettings> asked) {}

    /** Whose tokens are meant: an issuer may sign some and be asked about others. */
    private record Believed(String issuer, boolean asked) {}

    Compiled compiled() {
        var issuers = new ArrayList<IssuerSettings>();
        var asked = new ArrayList<IntrospectionSettings>();
        var rowOf = new HashMap<Believed, String>();
        new TreeMap<>(rows).forEach((name, row) -> {
            var key = "identity.issuers." + name;
            var other = rowOf.putIfAbsent(
                    new Believed(row.issuer(), row.introspection().isPresent()), name);
            if (other != null) {
                complaints.add(key + ".issuer", row.issuer(), "stands in identity.issuers." + other + " too; keep one");
            }
            checkNames(name, key, row);
            if (row.leeway().isNegative() || row.leeway().toMinutes() > 5) {
                complaints.add(key + ".leeway", row.leeway(), "write a duration from 0s to 5m");
            }
            if (row.introspection().isEmpty()) {
                issuer(name, key, row).ifPresent(issuers::add);
            } else if (asked.isEmpty()) {
                asked(name, key, row).ifPresent(asked::add);
            } else {
                complaints.missing(
                        key + ".introspection",
                        "a token without structure does not say whom to ask, and identity.issuers."
                                + asked.getFirst().name() + " is asked already; keep one");
            }
        });
        return new Compiled(issuers, asked.stream().findFirst());
    }

    private Optional<IntrospectionSettings> asked(String name, String key, IssuerRow row) {
        var introspection = row.introspection().orElseThrow();
        var others =
                Stream.of(row.jwks(), row.discovery(), row.publicKey(), row.secret(), row.algorithms(), row.type());
        if (others.anyMatch(Optional::isPresent)) {
            complaints.missing(
                    key,
                    "beside introspection there are no keys, algorithms and types; write a row of their own for them");
        }
        var kept = introspection.kept().orElse(INTROSPECTION_KEPT);
        if (kept.toMillis() < 1000 || kept.toMinutes() > 5) {
            complaints.add(key + ".introspection.kept", kept, "write a duration from 1s to 5m");
        }
        var address = complaints.read(
                key + ".introspection.url",
                introspection.url(),
                text -> IssuerAddress.of(
                        text,
                        row.plainHttp(),
                        "the issuer's introspection_endpoint, such as https://login.example/introspect"));
        return caller(name, key, row)
                .flatMap(caller -> address.map(url ->
                        new IntrospectionSettings(name, rules(row), caller, url, credentials(introspection), kept)));
    }

    /** RFC 6749 section 2.3.1: the form encoding first. */
    private static String credentials(IntrospectionRow row) {
        var pair = URLEncoder.encode(row.clientId(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(row.clientSecret(), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<CallerClaims> caller(String name, String key, IssuerRow row) {
        if (row.plan().isPresent() && row.callers().equals("users")) {
            complaints.add(
                    key + ".plan", row.plan().get(), "only partners have plans; write callers: partners beside it");
        }
        return complaints
                .word(key + ".callers", row.callers(), CALLERS)
                .map(callers -> new CallerClaims(
                        row.ids().orElse(name),
                        callers,
                        row.user(),
                        row.roles().orElse(List.of("groups")),
                        row.scopes(),
                        row.plan().orElse(null)));
    }

    private Optional<IssuerSettings> issuer(String name, String key, IssuerRow row) {
        var keyRows = new IssuerKeyRows(key, row, complaints);
        var algorithms = keyRows.algorithms();
        var caller = caller(name, key, row);
        var keys = keyRows.source(algorithms);
        return caller.flatMap(
                claims -> keys.map(source -> new IssuerSettings(name, algorithms, rules(row), claims, source)));
    }

    private void checkNames(String name, String key, IssuerRow row) {
        if (!name.matches(TableCompiler.ROW_NAME)) {
            complaints.add("identity.issuers", name, "tells callers apart; write a name of letters, digits, - and _");
        }
        row.ids()
                .filter(ids -> !ids.matches(TableCompiler.ROW_NAME))
                .ifPresent(ids -> complaints.add(
                        key + ".ids",
                        ids,
                        "write a name of letters, digits, - and _, the same in each row that knows the same callers"));
    }

    private static TokenRules rules(IssuerRow row) {
        var claims = new TreeMap<String, Set<String>>();
        row.claims().forEach((claim, values) -> claims.put(claim, values.equals(ANY_VALUE) ? Set.of() : values));
        return new TokenRules(
                row.issuer(),
                new TokenRules.Audience(row.audienceClaim(), row.audience()),
                row.type().map(IssuerRows::types).orElse(TokenRules.USUAL_TYPES),
                claims,
                row.leeway());
    }

    private static Set<String> types(Set<String> written) {
        var types = new HashSet<String>();
        for (var type : written) {
            types.add(type.toLowerCase(Locale.ROOT).replaceFirst("^application/", ""));
        }
        return types;
    }
}
