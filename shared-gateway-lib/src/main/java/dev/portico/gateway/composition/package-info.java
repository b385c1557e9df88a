/** Putting one answer together from several upstreams, in parallel and in time. */
@NullMarked
package dev.portico.gateway.composition;

import org.jspecify.annotations.NullMarked;
