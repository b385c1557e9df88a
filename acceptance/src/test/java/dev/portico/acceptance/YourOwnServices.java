package dev.portico.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that {@code docs/your-own-services.md} tells its reader to add to the table. */
final class YourOwnServices {

    private static final Path PAGE = Path.of("..", "docs", "your-own-services.md");
    private static final Pattern ADDITION =
            Pattern.compile("Under `([a-z]+)`[^\\n]*\\n\\n```yaml\\n(.*?)```", Pattern.DOTALL);

    private YourOwnServices() {}

    /** The table with each of them under its section. */
    static String changed(String table) throws IOException {
        var changed = table;
        for (var addition : ADDITION.matcher(Files.readString(PAGE)).results().toList()) {
            var section = Pattern.compile("^" + addition.group(1) + ":.*\\n", Pattern.MULTILINE);
            changed = section.matcher(changed).replaceFirst("$0" + Matcher.quoteReplacement(addition.group(2)));
        }
        return changed;
    }
}
