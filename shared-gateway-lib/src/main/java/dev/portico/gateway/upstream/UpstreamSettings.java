package dev.portico.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What the table says of an upstream.
 *
 * @param name the row in the table
 * @param instances scheme, host and port of each, taken in turn
 * @param connections how many connections to each instance at most
 * @param queue how many calls may wait for a connection before more are refused
 * @param connectTimeout how long making a connection may take
 * @param idleTimeout how long a connection may stand still, in the middle of an answer or between two
 */
public record UpstreamSettings(
        String name, List<URI> instances, int connections, int queue, Duration connectTimeout, Duration idleTimeout) {}
