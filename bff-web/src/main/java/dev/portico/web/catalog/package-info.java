/** What is sold, page by page and product by product. */
@NullMarked
package dev.portico.web.catalog;

import org.jspecify.annotations.NullMarked;
