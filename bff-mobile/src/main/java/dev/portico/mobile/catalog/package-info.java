/** Products as a phone shows them. */
@NullMarked
package dev.portico.mobile.catalog;

import org.jspecify.annotations.NullMarked;
