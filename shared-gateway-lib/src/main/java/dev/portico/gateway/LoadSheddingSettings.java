package dev.portico.gateway;

import java.time.Duration;

/**
 * What the table says of overload.
 *
 * @param delay how late an event loop may be lastingly
 */
public record LoadSheddingSettings(boolean enabled, Duration delay) {}
