/** The table of a gateway, loaded from one file, validated, and compiled into a snapshot. */
@NullMarked
package dev.portico.gateway;

import org.jspecify.annotations.NullMarked;
