/** The demo: four upstream services and a token issuer in one process, with a control API. */
@NullMarked
package dev.portico.demo;

import org.jspecify.annotations.NullMarked;
