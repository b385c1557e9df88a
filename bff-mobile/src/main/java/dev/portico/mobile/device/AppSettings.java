package dev.portico.mobile.device;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which versions are served, as application.yaml or the environment says it. {@link ServedVersions} checks it. */
@ConfigMapping(prefix = AppSettings.PREFIX)
public interface AppSettings {

    String PREFIX = "portico.mobile.apps";

    /** Where it says nothing of a platform, all of its apps are served. */
    Optional<App> ios();

    Optional<App> android();

    /** The app of one platform. */
    interface App {

        /** The oldest version that is served. */
        Optional<String> minimum();

        /** The oldest version that is not told to update; the minimum where it is left out. */
        Optional<String> recommended();

        /** Where the newest version is. */
        Optional<String> store();
    }
}
