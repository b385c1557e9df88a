/** The BFF of third-party API consumers: its gates here, each capability in a package of its own. */
@NullMarked
package dev.portico.partner;

import org.jspecify.annotations.NullMarked;
