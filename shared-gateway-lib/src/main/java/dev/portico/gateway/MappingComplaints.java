package dev.portico.gateway;

import dev.portico.gateway.InvalidTable.Complaint;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** Turns what the mapping says of a table into complaints that a reader of the table understands. */
final class MappingComplaints {

    private static final Pattern KEY = Pattern.compile("gateway\\.(\\S*[^\\s.])");
    private static final Pattern EXPRESSION =
            Pattern.compile("Could not expand value (\\S+) in property gateway\\.(\\S+)");

    private MappingComplaints() {}

    static List<Complaint> of(ConfigValidationException invalid, Map<String, String> values) {
        var complaints = new ArrayList<Complaint>();
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            complaints.add(complaint(invalid.getProblem(i).getMessage(), values));
        }
        return complaints;
    }

    static Complaint of(NoSuchElementException unknownVariable) {
        var message = String.valueOf(unknownVariable.getMessage());
        var found = EXPRESSION.matcher(message);
        return found.find()
                ? new Complaint(
                        found.group(2),
                        "${" + found.group(1) + "}",
                        "has no value; set " + found.group(1) + " in the environment, or write ${" + found.group(1)
                                + ":default}")
                : new Complaint("gateway.yaml", "", message);
    }

    private static Complaint complaint(String message, Map<String, String> values) {
        var found = KEY.matcher(message);
        if (!found.find()) {
            return new Complaint("gateway.yaml", "", message);
        }
        var key = found.group(1);
        var value = values.getOrDefault("gateway." + key, "");
        if (message.contains("does not map to any root")) {
            return new Complaint(key, value, "is no key of the table; " + TableKeys.nearest(key));
        }
        if (message.contains("is required")) {
            return new Complaint(key, value, "is missing; " + TableKeys.form(key));
        }
        return new Complaint(key, value, "cannot be read; " + TableKeys.form(key));
    }
}
