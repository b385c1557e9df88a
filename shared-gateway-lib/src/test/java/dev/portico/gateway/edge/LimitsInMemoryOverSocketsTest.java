package dev.portico.gateway.edge;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Limits whose counts are in the memory of the process. */
@QuarkusTest
@QuarkusTestResource(DoubleResource.class)
@QuarkusTestResource(value = LimitTableResource.class, restrictToAnnotatedClass = true)
class LimitsInMemoryOverSocketsTest extends LimitsOverSockets {}
