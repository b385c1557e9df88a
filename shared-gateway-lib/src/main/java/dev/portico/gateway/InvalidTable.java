package dev.portico.gateway;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.regex.Pattern;

/** A table that cannot be used. The message names each wrong key with its value and how to mend it. */
public final class InvalidTable extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param key the key with its row, as in {@code routes.orders.to}
     * @param value what stands there, or empty where nothing does
     * @param mend what is wrong and what to write instead
     */
    public record Complaint(String key, String value, String mend) {

        private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s]*@");

        /** An API key whose author has put it, secret and all, where its prefix should stand. */
        private static final Pattern SECRET_OF_A_KEY = Pattern.compile("[.][A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

        /** Keeps secrets out: what may be one is shown as an ellipsis. */
        public Complaint {
            key = SECRET_OF_A_KEY.matcher(key).replaceAll(".…");
            if (!value.isEmpty() && (!TableKeys.harmless(key) || value.contains("-----BEGIN"))) {
                value = "…";
            }
            value = PASSWORD.matcher(value).replaceAll("://…@");
        }

        @Override
        public String toString() {
            return value.isEmpty() ? key + ": " + mend : key + " = \"" + value + "\": " + mend;
        }
    }

    public InvalidTable(String file, List<Complaint> complaints) {
        super(message(file, complaints));
    }

    private static String message(String file, List<Complaint> complaints) {
        var message =
                new StringBuilder("The gateway cannot start with ").append(file).append(":");
        complaints.forEach(complaint -> message.append("\n  - ").append(complaint));
        return message.toString();
    }
}
