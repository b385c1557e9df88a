/** A BFF with one screen, for measuring. */
@NullMarked
package dev.portico.bench.gateway;

import org.jspecify.annotations.NullMarked;
