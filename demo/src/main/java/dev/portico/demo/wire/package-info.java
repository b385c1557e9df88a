/** One small HTTP service: its endpoints, its answers, and the faults it can be told to make. */
@NullMarked
package dev.portico.demo.wire;

import org.jspecify.annotations.NullMarked;
