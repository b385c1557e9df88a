/** How much a caller may ask for: rate limits by address and by caller. */
@NullMarked
package dev.portico.gateway.admission;

import org.jspecify.annotations.NullMarked;
