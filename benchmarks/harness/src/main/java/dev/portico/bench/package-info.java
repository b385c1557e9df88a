/** Starts gateways one after another on a core of their own, loads them from another, and writes down what they cost. */
@NullMarked
package dev.portico.bench;

import org.jspecify.annotations.NullMarked;
