/** What only browsers need: cross-origin rules and headers that bound what a page may do. */
@NullMarked
package dev.portico.gateway.browser;

import org.jspecify.annotations.NullMarked;
