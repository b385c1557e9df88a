/** One canonical path and the one row of the table that it belongs to. */
@NullMarked
package dev.portico.gateway.routing;

import org.jspecify.annotations.NullMarked;
