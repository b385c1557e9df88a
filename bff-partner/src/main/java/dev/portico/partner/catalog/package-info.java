/** The catalogue as partners may see it. */
@NullMarked
package dev.portico.partner.catalog;

import org.jspecify.annotations.NullMarked;
