package dev.portico.gateway.cache;

import io.netty.util.AsciiString;

/** The header fields that a cache looks at for each request, with their hashes made. */
final class Names {

    static final AsciiString ACCEPT_ENCODING = AsciiString.cached("Accept-Encoding");
    static final AsciiString ACCEPT_RANGES = AsciiString.cached("Accept-Ranges");
    static final AsciiString AGE = AsciiString.cached("Age");
    static final AsciiString AUTHORIZATION = AsciiString.cached("Authorization");
    static final AsciiString CACHE_CONTROL = AsciiString.cached("Cache-Control");
    static final AsciiString CACHE_STATUS = AsciiString.cached("Cache-Status");
    static final AsciiString CONTENT_ENCODING = AsciiString.cached("Content-Encoding");
    static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    static final AsciiString CONTENT_LOCATION = AsciiString.cached("Content-Location");
    static final AsciiString CONTENT_RANGE = AsciiString.cached("Content-Range");
    static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
    static final AsciiString COOKIE = AsciiString.cached("Cookie");
    static final AsciiString DATE = AsciiString.cached("Date");
    static final AsciiString ETAG = AsciiString.cached("ETag");
    static final AsciiString EXPIRES = AsciiString.cached("Expires");
    static final AsciiString IF_MATCH = AsciiString.cached("If-Match");
    static final AsciiString IF_MODIFIED_SINCE = AsciiString.cached("If-Modified-Since");
    static final AsciiString IF_NONE_MATCH = AsciiString.cached("If-None-Match");
    static final AsciiString IF_RANGE = AsciiString.cached("If-Range");
    static final AsciiString IF_UNMODIFIED_SINCE = AsciiString.cached("If-Unmodified-Since");
    static final AsciiString LAST_MODIFIED = AsciiString.cached("Last-Modified");
    static final AsciiString LOCATION = AsciiString.cached("Location");
    static final AsciiString PRAGMA = AsciiString.cached("Pragma");
    static final AsciiString RANGE = AsciiString.cached("Range");
    static final AsciiString SET_COOKIE = AsciiString.cached("Set-Cookie");
    static final AsciiString TRANSFER_ENCODING = AsciiString.cached("Transfer-Encoding");
    static final AsciiString VARY = AsciiString.cached("Vary");
    static final AsciiString X_FORWARDED_HOST = AsciiString.cached("X-Forwarded-Host");
    static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("X-Forwarded-Proto");

    private Names() {}
}
