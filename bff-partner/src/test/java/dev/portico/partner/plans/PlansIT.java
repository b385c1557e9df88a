package dev.portico.partner.plans;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the built app: the jar, or the native binary with {@code -Dnative}. */
@QuarkusIntegrationTest
class PlansIT extends PlansTest {}
