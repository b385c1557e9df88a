/** What screens read of a request's query, and refuse. */
@NullMarked
package dev.portico.web.query;

import org.jspecify.annotations.NullMarked;
