/** Who is calling: request id, client address, bearer tokens, and the identity that upstreams are told. */
@NullMarked
package dev.portico.gateway.identity;

import org.jspecify.annotations.NullMarked;
