package dev.portico.mobile.home;

/** A product's name as a card has room for it: whole words, and at most 32 characters. */
final class ShortName {

    private static final int LONGEST = 32;

    private ShortName() {}

    static String of(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        var room = name.offsetByCodePoints(0, LONGEST - 1);
        var lastSpace = name.lastIndexOf(' ', room);
        return name.substring(0, lastSpace > 0 ? lastSpace : room) + "…";
    }
}
