package dev.portico.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors as servers of several versions say them. */
class RefusalTest {

    private static final String SCRIPT =
            "ERR Error running script (call to f_0123): @user_script:17: @user_script: 17: ";

    @Test
    void what_a_script_was_refused_with_is_told_by_redis_6_in_an_error_of_its_own() {
        assertThat(Refusal.ofState(ErrorType.create(SCRIPT + "-OOM command not allowed")))
                .isTrue();
        var replica = ErrorType.create(SCRIPT + "-READONLY You can't write against a read only replica.");
        assertThat(Refusal.ofState(replica)).isTrue();
        assertThat(Refusal.ofReplica(replica)).isTrue();
    }

    @Test
    void what_the_user_may_not_do_in_a_script_is_known_by_its_code_or_by_the_words_of_each_version() {
        for (var said : List.of(
                "NOPERM this user has no permissions to run the 'evalsha' command",
                SCRIPT + "The user executing the script can't run this command or subcommand",
                SCRIPT
                        + "The user executing the script can't access at least one of the keys mentioned in the command arguments",
                "ERR The user executing the script can't run this command or subcommand script: 0123, on @user_script:1.",
                "ERR ACL failure in script: User gateway has no permissions to run the 'hset' command script: 0123, on @user_script:1.")) {
            assertThat(Refusal.ofRights(ErrorType.create(said))).isTrue();
            assertThat(Refusal.ofState(ErrorType.create(said))).isFalse();
            assertThat(Refusal.advice(ErrorType.create(said))).contains("docs/limits.md");
        }
    }

    @Test
    void a_mistake_in_a_script_is_no_state_of_the_server() {
        assertThat(Refusal.ofState(ErrorType.create(SCRIPT + "attempt to index a nil value")))
                .isFalse();
    }
}
