package dev.portico.gateway.admission;

/**
 * What one request asks of one limit.
 *
 * @param key whose count it is; at most {@link LimitKey#LONGEST} characters
 * @param cost how many permits it takes, at most {@link Algorithm#most()}; 0 looks and takes none
 */
public record Charge(Limit limit, String key, long cost) {}
