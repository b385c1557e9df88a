package dev.portico.gateway.shaping;

/**
 * Tells whether bytes that come in part by part are UTF-8 (Unicode, table 3-7): no longer sequence than a character needs,
 * no surrogate, nothing beyond U+10FFFF. The JSON parser asks for none of these.
 */
final class Utf8 {

    private static final int LEAST_CONTINUATION = 0x80;
    private static final int GREATEST_CONTINUATION = 0xbf;

    private int awaited;
    private int least = LEAST_CONTINUATION;
    private int greatest = GREATEST_CONTINUATION;

    /** Whether the next bytes go on soundly; what follows one that did not means nothing. */
    boolean goesOnWith(byte[] part) {
        for (var each : part) {
            if (each < 0 || awaited > 0) {
                if (!goesOnWith(each & 0xff)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean goesOnWith(int octet) {
        if (awaited == 0) {
            return begins(octet);
        }
        var sound = octet >= least && octet <= greatest;
        least = LEAST_CONTINUATION;
        greatest = GREATEST_CONTINUATION;
        awaited--;
        return sound;
    }

    private boolean begins(int octet) {
        if (octet < 0xc2 || octet > 0xf4) {
            return false;
        }
        awaited = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
        switch (octet) {
            case 0xe0 -> least = 0xa0;
            case 0xed -> greatest = 0x9f;
            case 0xf0 -> least = 0x90;
            case 0xf4 -> greatest = 0x8f;
            default -> {}
        }
        return true;
    }
}
