/** REST client interfaces whose calls go through the upstreams of the gateway. */
@NullMarked
package dev.portico.gateway.restclient;

import org.jspecify.annotations.NullMarked;
