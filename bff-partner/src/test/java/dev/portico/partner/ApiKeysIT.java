package dev.portico.partner;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ApiKeysIT extends ApiKeysTest {}
