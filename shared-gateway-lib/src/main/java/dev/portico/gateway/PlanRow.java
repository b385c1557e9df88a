package dev.portico.gateway;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** A plan of the table as it is written: what partners may agree to. */
public interface PlanRow {

    Optional<List<String>> limits();

    QuotaRow quotas();

    Optional<List<String>> routes();

    @WithName("default")
    @WithDefault("false")
    boolean forThoseWithout();

    /** How much may pass between boundaries of the calendar. */
    interface QuotaRow {
        Optional<Long> day();

        Optional<Long> month();

        @WithDefault("memory")
        String whenRedisIsAway();
    }
}
