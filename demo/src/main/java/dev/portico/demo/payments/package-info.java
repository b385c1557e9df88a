/** The payments service and its seeded payments. */
@NullMarked
package dev.portico.demo.payments;

import org.jspecify.annotations.NullMarked;
