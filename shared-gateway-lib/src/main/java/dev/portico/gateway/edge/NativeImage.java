package dev.portico.gateway.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native image has to keep because it is looked up by name: the classes that Caffeine generated for caches of
 * bounded size or weight, without and with expiry after access or after writing.
 */
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.PSMS",
            "com.github.benmanes.caffeine.cache.PSMW",
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.PSWMW",
            "com.github.benmanes.caffeine.cache.SSMS",
            "com.github.benmanes.caffeine.cache.SSMSA",
            "com.github.benmanes.caffeine.cache.SSMSW",
            "com.github.benmanes.caffeine.cache.SSMW",
            "com.github.benmanes.caffeine.cache.SSMWW"
        })
final class NativeImage {

    private NativeImage() {}
}
