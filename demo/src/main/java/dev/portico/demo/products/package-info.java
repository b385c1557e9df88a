/** The products service, its seeded catalogue, price events and export. */
@NullMarked
package dev.portico.demo.products;

import org.jspecify.annotations.NullMarked;
