/** The BFF of web frontends: its gates here, each screen in a package of its own. */
@NullMarked
package dev.portico.web;

import org.jspecify.annotations.NullMarked;
