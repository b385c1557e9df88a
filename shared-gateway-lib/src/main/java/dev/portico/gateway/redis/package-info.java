/** What talks to Redis: each command has a deadline, and an outage is not paid for by each request. */
@NullMarked
package dev.portico.gateway.redis;

import org.jspecify.annotations.NullMarked;
