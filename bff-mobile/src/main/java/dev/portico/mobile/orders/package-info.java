/** A customer's orders as a phone shows them. */
@NullMarked
package dev.portico.mobile.orders;

import org.jspecify.annotations.NullMarked;
