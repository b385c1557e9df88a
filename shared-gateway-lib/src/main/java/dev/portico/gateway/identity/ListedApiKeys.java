package dev.portico.gateway.identity;

import java.util.Map;

/** The API keys of a table or of a file; all of them are replaced at once when the file changes. */
public final class ListedApiKeys implements ApiKeyStore {

    private static final Lookup UNKNOWN = new Lookup.Unknown();

    private volatile Map<String, ApiKey> keys;

    public ListedApiKeys(Map<String, ApiKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    public void replace(Map<String, ApiKey> others) {
        keys = Map.copyOf(others);
    }

    public int size() {
        return keys.size();
    }

    @Override
    public Lookup find(String prefix) {
        var key = keys.get(prefix);
        return key == null ? UNKNOWN : new Lookup.Found(key);
    }
}
