package dev.portico.mobile;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class DevicesIT extends DevicesTest {}
