/** A shared cache in front of upstreams (RFC 9111): what decides is pure, what acts is short. */
@NullMarked
package dev.portico.gateway.cache;

import org.jspecify.annotations.NullMarked;
