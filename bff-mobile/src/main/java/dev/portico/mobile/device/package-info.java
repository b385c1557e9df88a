/** Which versions of the apps are served. */
@NullMarked
package dev.portico.mobile.device;

import org.jspecify.annotations.NullMarked;
