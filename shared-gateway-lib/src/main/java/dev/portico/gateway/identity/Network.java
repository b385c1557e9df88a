package dev.portico.gateway.identity;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291), or a single address.
 */
public final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * @throws IllegalArgumentException where the text is neither an address nor a block; the message says how to mend it
     */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = Addresses.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("is no IP address or block such as 10.0.0.0/8"));
        var all = address.getAddress().length * 8;
        var bits = all;
        if (slash >= 0) {
            try {
                bits = Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException notANumber) {
                bits = -1;
            }
        }
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("needs a prefix length from 0 to " + all + " after the slash");
        }
        return new Network(masked(address.getAddress(), bits), bits);
    }

    public boolean contains(InetAddress address) {
        var octets = address.getAddress();
        return octets.length == prefix.length && Arrays.equals(masked(octets, bits), prefix);
    }

    private static byte[] masked(byte[] octets, int bits) {
        var kept = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            var here = Math.clamp(bits - i * 8L, 0, 8);
            kept[i] = (byte) (octets[i] & (0xff00 >> here));
        }
        return kept;
    }
}
