/** What all stores of the demo share: stored documents, pages of them, and seeded vocabulary. */
@NullMarked
package dev.portico.demo.data;

import org.jspecify.annotations.NullMarked;
