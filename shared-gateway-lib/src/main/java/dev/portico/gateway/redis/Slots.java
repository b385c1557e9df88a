package dev.portico.gateway.redis;

import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which address each of a cluster's slots is served at, and which slot a key is in, as Redis's cluster specification has it. */
final class Slots {

    private static final int SLOTS = 16_384;
    private static final int POLYNOMIAL = 0x1021;
    private static final int[] REMAINDERS = remainders();

    private final @Nullable String[] addresses;

    private Slots(@Nullable String[] addresses) {
        this.addresses = addresses;
    }

    static Slots none() {
        return new Slots(new String[SLOTS]);
    }

    /**
     * Reads what CLUSTER SLOTS says.
     *
     * @param asked the host that said so, for servers that do not know their own: they say nothing, or {@code ?} for a host name
     */
    static Slots read(Response ranges, String asked) {
        var addresses = new @Nullable String[SLOTS];
        for (var range : ranges) {
            var master = range.get(2);
            var host = master.get(0) == null ? "" : master.get(0).toString();
            var address = (host.isEmpty() || host.equals("?") ? asked : host) + ":"
                    + master.get(1).toInteger();
            for (int slot = range.get(0).toInteger(); slot <= range.get(1).toInteger(); slot++) {
                addresses[slot] = address;
            }
        }
        return new Slots(addresses);
    }

    @Nullable
    String addressOf(int slot) {
        return addresses[slot];
    }

    /** One slot is elsewhere now. */
    Slots moved(int slot, String address) {
        var changed = addresses.clone();
        changed[slot] = address;
        return new Slots(changed);
    }

    /** All that serve any. */
    Set<String> all() {
        var all = new TreeSet<String>();
        for (var address : addresses) {
            if (address != null) {
                all.add(address);
            }
        }
        return all;
    }

    /** A key in a slot that is served there, if any is. */
    String keyAt(String address, String beginning) {
        if (!all().contains(address)) {
            return beginning;
        }
        var number = 0;
        while (!address.equals(addresses[of(tagged(beginning, number))])) {
            number++;
        }
        return tagged(beginning, number);
    }

    private static String tagged(String beginning, int number) {
        return beginning + '{' + number + '}';
    }

    /** Only what is between the first braces counts, if there is anything. */
    static int of(String key) {
        var open = key.indexOf('{');
        var close = open < 0 ? -1 : key.indexOf('}', open + 1);
        var tag = close > open + 1 ? key.substring(open + 1, close) : key;
        var crc = 0;
        for (var octet : tag.getBytes(StandardCharsets.UTF_8)) {
            crc = (crc << 8 ^ REMAINDERS[(crc >>> 8 ^ octet) & 0xff]) & 0xffff;
        }
        return crc % SLOTS;
    }

    private static int[] remainders() {
        var remainders = new int[256];
        for (int octet = 0; octet < remainders.length; octet++) {
            var crc = octet << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            remainders[octet] = crc & 0xffff;
        }
        return remainders;
    }
}
