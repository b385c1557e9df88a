package dev.portico.gateway.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The user that docs/limits.md says is enough, with just the rights that it says. */
public final class DocumentedUser {

    /** Name and password, as an address has them. */
    public static final String LOGIN = "gateway:SECRET";

    private static final Pattern COMMAND = Pattern.compile("`(ACL SETUSER gateway [^`]+)`; a cluster needs `([^`]+)`");

    private DocumentedUser() {}

    public static String setUp() {
        return read(1);
    }

    public static String setUpInCluster() {
        return read(1) + ' ' + read(2);
    }

    private static String read(int part) {
        try {
            var found = COMMAND.matcher(Files.readString(Path.of("../docs/limits.md")));
            if (!found.find()) {
                throw new AssertionError("docs/limits.md says no more what a user needs");
            }
            return found.group(part);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
