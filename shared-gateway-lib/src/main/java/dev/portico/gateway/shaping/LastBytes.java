package dev.portico.gateway.shaping;

/** The slice of a document that came last, and how the slices in front of it ended. */
final class LastBytes {

    private byte[] content = {};
    private int from;
    private int to;
    private long before;
    private byte last;
    private byte lastButOne;
    private byte lastWithMeaning;

    /** Goes on to the next slice. */
    void of(byte[] next, int start, int end) {
        for (int i = Math.max(from, to - 2); i < to; i++) {
            lastButOne = last;
            last = content[i];
        }
        for (int i = to - 1; i >= from; i--) {
            if (!isSpace(content[i])) {
                lastWithMeaning = content[i];
                break;
            }
        }
        before += to - from;
        content = next;
        from = start;
        to = end;
    }

    /** @param position in the document; at most two bytes in front of the last slice */
    byte at(long position) {
        var index = (int) (position - before);
        return index >= 0 ? content[from + index] : index == -1 ? last : lastButOne;
    }

    /** Whether a comma was the last that came before this slice, space left aside. */
    boolean endedInComma() {
        return lastWithMeaning == ',';
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }
}
