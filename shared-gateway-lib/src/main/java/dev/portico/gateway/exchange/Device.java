package dev.portico.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What an app says of where it runs: sane texts, and nothing that is proven. Each is null where the app does not say it.
 *
 * @param id which installation it is
 * @param platform what it runs on, as the app's BFF names it
 * @param version of the app
 */
public record Device(@Nullable String id, @Nullable String platform, @Nullable String version) {}
