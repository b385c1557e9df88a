package dev.portico.mobile.device;

import java.util.Optional;

/** What an app runs on. */
enum AppPlatform {
    IOS("ios"),
    ANDROID("android");

    private final String word;

    AppPlatform(String word) {
        this.word = word;
    }

    static Optional<AppPlatform> of(String text) {
        for (var platform : values()) {
            if (platform.word.equals(text)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }
}
