/** A customer's own orders, page by page and one by one. */
@NullMarked
package dev.portico.web.orders;

import org.jspecify.annotations.NullMarked;
