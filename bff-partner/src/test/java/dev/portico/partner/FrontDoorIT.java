package dev.portico.partner;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same list against the built app: the jar, or the native binary with {@code -Dnative}. */
@QuarkusIntegrationTest
class FrontDoorIT extends FrontDoorTest {}
