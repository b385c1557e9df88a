/** What the benchmarks have in common: how they measure, and requests, tokens and tables as they come in operation. */
@NullMarked
package dev.portico.benchmarks;

import org.jspecify.annotations.NullMarked;
