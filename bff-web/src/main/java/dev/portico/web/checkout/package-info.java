/** Ordering what lies in a basket. */
@NullMarked
package dev.portico.web.checkout;

import org.jspecify.annotations.NullMarked;
