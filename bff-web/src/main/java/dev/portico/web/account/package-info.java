/** A customer's own profile. */
@NullMarked
package dev.portico.web.account;

import org.jspecify.annotations.NullMarked;
