/** The first screen of a signed-in customer's phone. */
@NullMarked
package dev.portico.mobile.home;

import org.jspecify.annotations.NullMarked;
