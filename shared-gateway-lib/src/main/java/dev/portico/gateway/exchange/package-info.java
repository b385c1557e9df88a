/** What a request is while it passes the gates, and what a call to an upstream is: the vocabulary of all other packages. */
@NullMarked
package dev.portico.gateway.exchange;

import org.jspecify.annotations.NullMarked;
