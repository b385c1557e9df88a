package dev.portico.partner.versions;

import dev.portico.gateway.exchange.Exchange;
import dev.portico.gateway.exchange.Gate;
import dev.portico.gateway.exchange.Passage;
import dev.portico.gateway.problem.Problem.Field;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Tells on each answer of a version that goes: since when it is deprecated (RFC 9745), until when it is served (RFC 8594),
 * and where its successor is (RFC 5829). It refuses nothing. Stands behind the match.
 */
public final class AnnounceSuccessor implements Gate {

    /** RFC 9110 section 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String goes;
    private final String stays;
    private final List<Field> dates;

    /**
     * @param goes the start of its paths, such as {@code /v1/}
     * @param stays the start of its successor's paths
     * @throws IllegalArgumentException where it would go before it is deprecated
     */
    public AnnounceSuccessor(String goes, String stays, Instant deprecated, Instant sunset) {
        if (sunset.isBefore(deprecated)) {
            throw new IllegalArgumentException(
                    goes + " is deprecated " + deprecated + ", so it cannot go " + sunset + ": choose a later date");
        }
        this.goes = goes;
        this.stays = stays;
        this.dates = List.of(
                new Field("Deprecation", "@" + deprecated.getEpochSecond()),
                new Field("Sunset", HTTP_DATE.format(sunset)));
    }

    @Override
    public Passage enter(Exchange exchange) {
        if (!exchange.route().pattern().startsWith(goes)) {
            return Passage.onward(exchange);
        }
        var successor = stays + exchange.path().substring(goes.length());
        var link = new Field("Link", "<" + successor + ">; rel=\"successor-version\"");
        return Passage.onward(exchange.answering(List.of(dates.getFirst(), dates.getLast(), link)));
    }
}
