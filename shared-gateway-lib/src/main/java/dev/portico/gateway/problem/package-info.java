@NullMarked
package dev.portico.gateway.problem;

import org.jspecify.annotations.NullMarked;
