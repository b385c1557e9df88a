package dev.portico.gateway.redis;

import org.jspecify.annotations.Nullable;

/** Which server has what. */
interface Topology {

    /**
     * Who is to be asked about a key.
     *
     * @param key null where every server will do
     * @return null while it is not known
     */
    @Nullable
    Server serverOf(@Nullable String key);

    /** Another server than the one that was asked has a key for good. Null where there is none to ask. */
    @Nullable
    Server moved(String key, String address);

    /** Another server than the one that was asked is being given a key. Null where there is none to ask. */
    @Nullable
    Server at(String address);

    /** How many servers are not asked, because they have not answered. */
    int away();

    void close();

    /** One server, or one master of which sentinels tell the address. */
    record One(Server server) implements Topology {

        @Override
        public Server serverOf(@Nullable String key) {
            return server;
        }

        @Override
        public @Nullable Server moved(String key, String address) {
            return null;
        }

        @Override
        public @Nullable Server at(String address) {
            return null;
        }

        @Override
        public int away() {
            return server.isAway() ? 1 : 0;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
