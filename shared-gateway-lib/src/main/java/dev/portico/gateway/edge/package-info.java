/** The only place that touches the server: it mounts the gates, serves rows, and writes answers. */
@NullMarked
package dev.portico.gateway.edge;

import org.jspecify.annotations.NullMarked;
