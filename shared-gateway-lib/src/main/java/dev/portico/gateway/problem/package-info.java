/** Every refusal and failure that a caller can meet, as RFC 9457 describes them. */
@NullMarked
package dev.portico.gateway.problem;

import org.jspecify.annotations.NullMarked;
