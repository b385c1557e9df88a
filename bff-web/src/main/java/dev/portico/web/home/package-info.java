/** The first screen of a signed-in customer. */
@NullMarked
package dev.portico.web.home;

import org.jspecify.annotations.NullMarked;
