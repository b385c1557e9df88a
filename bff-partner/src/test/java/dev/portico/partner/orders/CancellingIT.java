package dev.portico.partner.orders;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the built app: the jar, or the native binary with {@code -Dnative}. */
@QuarkusIntegrationTest
class CancellingIT extends CancellingTest {}
