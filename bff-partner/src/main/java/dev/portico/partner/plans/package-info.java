/** What partners have agreed to, and how much of it they have used. */
@NullMarked
package dev.portico.partner.plans;

import org.jspecify.annotations.NullMarked;
