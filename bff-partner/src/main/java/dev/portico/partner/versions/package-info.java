/** The versions of the contract with partners, side by side. */
@NullMarked
package dev.portico.partner.versions;

import org.jspecify.annotations.NullMarked;
