/** What a customer's phone shows of their account. */
@NullMarked
package dev.portico.mobile.profile;

import org.jspecify.annotations.NullMarked;
