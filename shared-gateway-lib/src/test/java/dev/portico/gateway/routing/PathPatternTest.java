package dev.portico.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portico.gateway.routing.PathPattern.Segment.Any;
import dev.portico.gateway.routing.PathPattern.Segment.Literal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @Test
    void literals_and_variables_are_segments() {
        assertThat(PathPattern.parse("/api/orders/{id}"))
                .isEqualTo(new PathPattern(List.of(new Literal("api"), new Literal("orders"), new Any()), false));
    }

    @Test
    void two_stars_at_the_end_open_the_pattern() {
        assertThat(PathPattern.parse("/api/**")).isEqualTo(new PathPattern(List.of(new Literal("api")), true));
        assertThat(PathPattern.parse("/**")).isEqualTo(new PathPattern(List.of(), true));
    }

    @Test
    void a_slash_at_the_end_is_an_empty_segment_of_its_own() {
        assertThat(PathPattern.parse("/api/").segments()).containsExactly(new Literal("api"), new Literal(""));
        assertThat(PathPattern.parse("/").segments()).containsExactly(new Literal(""));
    }

    @Test
    void literals_are_kept_in_their_canonical_spelling() {
        assertThat(PathPattern.parse("/%61pi/caf%c3%a9").segments())
                .containsExactly(new Literal("api"), new Literal("caf%C3%A9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    api/orders        | has to start with a slash; write /api/orders
                    api/**            | has to start with a slash; write /api/**
                    **                | has to start with a slash; write /**
                    ''                | has to start with a slash; write /
                    /api/**/orders    | can hold ** only at its end, as in /api/orders/**
                    /api**            | can hold ** only at its end, as in /api/orders/**
                    /**/**            | can hold ** only at its end, as in /api/orders/**
                    /api/*            | has the segment "*"; a variable stands for a whole segment, as in /orders/{id}
                    /api/*.css        | has the segment "*.css"; a variable stands for a whole segment
                    /api/order-{id}   | has the segment "order-{id}"; a variable stands for a whole segment
                    /api/{id          | has the segment "{id"; a variable stands for a whole segment
                    /api/id}          | has the segment "id}"; a variable stands for a whole segment
                    /api/{}           | has the segment "{}"; a variable stands for a whole segment
                    /api/../admin     | is no path that a request can have: The path must not hold the segments . or ..
                    /api//orders      | is no path that a request can have: The path must not hold an empty segment
                    /api/a%2fb        | is no path that a request can have: The path must not hold an encoded slash
                    /api/café         | is no path that a request can have: The path holds a character that has to be
                    /api?x=1          | is no path that a request can have: The path holds a character that has to be
                    """)
    void a_pattern_that_cannot_match_says_why(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(text))
                .withMessageStartingWith(complaint);
    }
}
