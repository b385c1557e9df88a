/** One effect and one answer for a request that is sent several times with the same Idempotency-Key. */
@NullMarked
package dev.portico.partner.idempotency;

import org.jspecify.annotations.NullMarked;
