/** What the tests of the apps share: the demo's services behind them, and raw requests. */
@NullMarked
package dev.portico.demo.testing;

import org.jspecify.annotations.NullMarked;
