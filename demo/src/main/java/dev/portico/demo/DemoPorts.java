package dev.portico.demo;

/** The ports of the demo's services on the loopback address; 0 stands for a free one. */
public record DemoPorts(int users, int orders, int products, int payments, int issuer) {

    public static DemoPorts usual() {
        return new DemoPorts(3001, 3002, 3003, 3004, 3005);
    }

    public static DemoPorts random() {
        return new DemoPorts(0, 0, 0, 0, 0);
    }
}
