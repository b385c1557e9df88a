/** The token issuer: one RSA key, its JWKS, and tokens for the demo's callers. */
@NullMarked
package dev.portico.demo.issuer;

import org.jspecify.annotations.NullMarked;
