package dev.portico.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.gateway.problem.Problem.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {

    static List<Problem> one_of_each() {
        return List.of(
                new Problem.BadRequest("Send one Host."),
                new Problem.AmbiguousPath("Send no dots."),
                new Problem.Unauthenticated("Bearer realm=\"portico\"", "Send a token."),
                new Problem.Forbidden("Ask for the role."),
                new Problem.InsufficientScope("Bearer", "orders:read"),
                Problem.NoPlan.named(),
                new Problem.NotInPlan("free"),
                new Problem.NotFound(),
                new Problem.MethodNotAllowed("GET, HEAD"),
                new Problem.Conflict("Ask for it as it is now."),
                new Problem.InProgress(1),
                new Problem.UnprocessableContent("Send what can be done."),
                new Problem.LengthRequired(),
                new Problem.BodyTooLarge(1024),
                new Problem.UnsupportedMediaType("Send JSON."),
                new Problem.AppTooOld("Update the app.", "https://apps.example/ios"),
                new Problem.TooManyRequests(
                        "browse", List.of("browse"), 7, List.of(new Field("RateLimit", "\"browse\";r=0;t=7"))),
                new Problem.QuotaUsedUp(1000, "day", 3600, List.of(new Field("RateLimit", "\"free.day\";r=0;t=3600"))),
                new Problem.RefusedByFramework(406, "Not Acceptable", "Ask for JSON."),
                new Problem.InternalServerError(),
                new Problem.BadGateway(),
                new Problem.Unavailable(5),
                new Problem.LimitsAway(1, List.of()),
                new Problem.Overloaded(3),
                new Problem.PurgedInPart(),
                new Problem.GatewayTimeout(),
                new Problem.NotStored(),
                new Problem.OutcomeUnknown());
    }

    @Test
    void the_list_of_this_test_is_complete() {
        var tested = one_of_each().stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet());
        assertThat(tested).containsExactlyInAnyOrderElementsOf(Arrays.asList(Problem.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void every_problem_has_status_type_title_and_detail(Problem problem) {
        assertThat(problem.kind().status()).isBetween(400, 599);
        assertThat(URI.create(problem.kind().type()).isAbsolute()).isTrue();
        assertThat(problem.kind().title()).isNotBlank();
        assertThat(problem.detail()).isNotBlank().endsWith(".");
    }

    @Test
    void no_two_kinds_share_a_type() {
        assertThat(one_of_each()).extracting(problem -> problem.kind().type()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void a_status_has_the_fields_that_belong_to_it(Problem problem) {
        var names = problem.fields().stream().map(Field::name).toList();
        switch (problem.kind().status()) {
            case 403 -> assertThat(List.of("WWW-Authenticate")).containsAll(names);
            case 401 -> assertThat(names).containsExactly("WWW-Authenticate");
            case 405 -> assertThat(names).containsExactly("Allow");
            case 409 -> assertThat(List.of("Retry-After")).containsAll(names);
            case 429 -> assertThat(names).containsExactly("Retry-After", "RateLimit");
            case 503 -> assertThat(names).containsExactly("Retry-After");
            default -> assertThat(names).isEmpty();
        }
    }

    @Test
    void an_app_that_is_too_old_is_told_where_a_newer_one_is() {
        assertThat(new Problem.AppTooOld("Update the app.", "https://apps.example/ios").members())
                .containsExactly(new Problem.Text("updateUrl", "https://apps.example/ios"));
    }

    @Test
    void a_caller_is_told_how_long_to_wait() {
        assertThat(new Problem.TooManyRequests("browse", List.of("browse"), 7, List.of()).detail())
                .isEqualTo("The limit \"browse\" is used up. Try again in 7 s.");
        assertThat(new Problem.Unavailable(5).fields()).containsExactly(new Field("Retry-After", "5"));
    }

    @Test
    void a_partner_is_told_what_its_plan_has_run_out_of() {
        var problem = new Problem.QuotaUsedUp(1000, "day", 3600, List.of());

        assertThat(problem.detail())
                .isEqualTo("The quota of 1000 for this day does not suffice any more. The next day begins in 3600 s.");
        assertThat(problem.members()).containsExactly(new Problem.Text("quota", "day"));
        assertThat(problem.fields()).containsExactly(new Field("Retry-After", "3600"));
        assertThat(new Problem.NotInPlan("free").members()).containsExactly(new Problem.Text("plan", "free"));
    }

    @Test
    void a_caller_is_told_what_the_path_does_allow() {
        assertThat(new Problem.MethodNotAllowed("GET, HEAD").detail()).contains("GET, HEAD");
        assertThat(new Problem.BodyTooLarge(1024).detail()).contains("1024 bytes");
    }
}
