/** What an operator sees: access log, metrics and trace context. */
@NullMarked
package dev.portico.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
