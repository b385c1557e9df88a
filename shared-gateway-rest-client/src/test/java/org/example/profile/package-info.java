/** A screen that is written with REST client interfaces, as an app would have it. */
@NullMarked
package org.example.profile;

import org.jspecify.annotations.NullMarked;
