package dev.portico.gateway;

import dev.portico.gateway.InvalidTable.Complaint;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Turns what is wrong with the values of a table, and what the mapping says of them, into complaints for its author. */
final class MappingComplaints {

    static final String NO_VALUE = "has no value; write one or remove the key";

    private static final String PREFIX = "gateway.";
    private static final Pattern KEY = Pattern.compile("gateway\\.(\\S*[^\\s.])");
    private static final Pattern UNDEFINED = Pattern.compile("Could not expand value (\\S+) in property");

    private final Map<String, String> values;
    private final List<Complaint> complaints = new ArrayList<>();

    /** @param values the keys with their prefix, and what is written there */
    MappingComplaints(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Looks for what the mapping would take for a key that is not there: a variable without a value, and a key without
     * one. In a row of routes that would let in more than was meant.
     */
    List<Complaint> ofValues(SmallRyeConfig config) {
        new TreeMap<>(values).forEach((name, value) -> {
            if (!values.containsKey(name + "[0]")) {
                ofValue(config, name, value);
            }
        });
        return List.copyOf(complaints);
    }

    private void ofValue(SmallRyeConfig config, String name, String value) {
        var key = name.substring(PREFIX.length());
        try {
            config.getValue(name, String.class);
        } catch (NoSuchElementException nothing) {
            var undefined = UNDEFINED.matcher(String.valueOf(nothing.getMessage()));
            if (undefined.find()) {
                var variable = undefined.group(1);
                complaints.add(new Complaint(
                        key,
                        "${" + variable + "}",
                        "has no value; set " + variable + " in the environment, or write ${" + variable + ":default}"));
            } else if (key.startsWith("routes.")
                    || key.startsWith("limits.")
                    || key.startsWith("plans.")
                    || key.startsWith("identity.issuers.")) {
                complaints.add(new Complaint(key, value, NO_VALUE));
            }
        }
    }

    List<Complaint> ofMapping(ConfigValidationException invalid) {
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            add(invalid.getProblem(i).getMessage());
        }
        return List.copyOf(complaints);
    }

    private void add(String message) {
        var found = KEY.matcher(message);
        if (!found.find()) {
            complaints.add(new Complaint("gateway.yaml", "", message));
            return;
        }
        var key = found.group(1);
        var value = values.getOrDefault(PREFIX + key, "");
        if (!message.contains("does not map to any root")) {
            var what = message.contains("is required") ? "is missing; " : "cannot be read; ";
            complaints.add(new Complaint(key, value, what + TableKeys.form(key)));
        } else if (!values.containsKey(PREFIX + key + "[0]")) {
            complaints.add(new Complaint(key, value, TableKeys.unknown(key)));
        }
    }
}
