/** What is changed of a message on its way, as its row says: header fields, query, fields of a JSON body. */
@NullMarked
package dev.portico.gateway.shaping;

import org.jspecify.annotations.NullMarked;
