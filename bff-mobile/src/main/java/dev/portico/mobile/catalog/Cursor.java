package dev.portico.mobile.catalog;

import java.time.Instant;

/**
 * How far somebody has come in the catalogue: the sort key and the id of the last product that they were shown. A page goes
 * on behind it, so products that are added or removed meanwhile make none appear twice or never.
 *
 * @param category the one that the pages are of, or empty for all
 */
record Cursor(Instant createdAt, String id, String category) {}
