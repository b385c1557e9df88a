/** The users service and its seeded people. */
@NullMarked
package dev.portico.demo.users;

import org.jspecify.annotations.NullMarked;
