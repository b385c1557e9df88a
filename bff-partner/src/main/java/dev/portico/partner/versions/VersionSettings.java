package dev.portico.partner.versions;

import io.smallrye.config.ConfigMapping;
import java.time.Instant;

/** The dates of the version that goes; the one place that says them. */
@ConfigMapping(prefix = "partner.v1")
public interface VersionSettings {

    /** Since when partners should use the next version. */
    Instant deprecated();

    /** Until when it is served at least. */
    Instant sunset();
}
