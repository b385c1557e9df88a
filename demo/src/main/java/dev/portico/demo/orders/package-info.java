/** The orders service and its seeded orders. */
@NullMarked
package dev.portico.demo.orders;

import org.jspecify.annotations.NullMarked;
