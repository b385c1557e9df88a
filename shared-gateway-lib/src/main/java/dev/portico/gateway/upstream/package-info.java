/** Calling a service behind the gateway: connections, time limits, retries, streaming. */
@NullMarked
package dev.portico.gateway.upstream;

import org.jspecify.annotations.NullMarked;
