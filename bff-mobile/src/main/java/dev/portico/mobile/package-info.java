/** The BFF of mobile apps: its gates here, each screen in a package of its own. */
@NullMarked
package dev.portico.mobile;

import org.jspecify.annotations.NullMarked;
