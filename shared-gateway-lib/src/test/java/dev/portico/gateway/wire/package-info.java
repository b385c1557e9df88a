/** Both ends of the gateway for tests: a client and an upstream that put exactly the bytes they are told on the wire. */
@NullMarked
package dev.portico.gateway.wire;

import org.jspecify.annotations.NullMarked;
