/** Orders as partners may see them. */
@NullMarked
package dev.portico.partner.orders;

import org.jspecify.annotations.NullMarked;
