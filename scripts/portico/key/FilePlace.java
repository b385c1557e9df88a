import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file with a line for each key. It is replaced as a whole by a rename, so a gateway sees the old one or the new one. The new
 * one is also the lock: who writes at the same time would bring back a key that the other one has just revoked.
 */
final class FilePlace implements Place {

    private static final String HEAD = "# API keys, without their secrets. ./portico key writes this file.\nkeys:\n";
    private static final Pattern ROW = Pattern.compile("  ([a-z]{2,10}_[A-Za-z0-9]{12}): \\{ (.*) }");
    private static final Pattern TEXT = Pattern.compile("(partner|plan|expires|hash): \"([^\"]*)\"");
    private static final Pattern LIST = Pattern.compile("(scopes|roles|addresses): \\[([^\\]]*)]");

    private final Path file;

    FilePlace(Path file) {
        this.file = file;
    }

    @Override
    public List<Row> rows() {
        return lines().stream().filter(line -> ROW.matcher(line).matches()).map(FilePlace::row).toList();
    }

    @Override
    public void add(Row row) {
        replace(lines -> {
            Place.checkRoom(
                    lines.stream().filter(line -> ROW.matcher(line).matches()).map(FilePlace::row).toList(),
                    row.partner());
            lines.add("  " + row.written());
            return true;
        });
    }

    @Override
    public boolean remove(String prefix) {
        return replace(lines -> lines.removeIf(line -> line.startsWith("  " + prefix + ": ")));
    }

    @Override
    public String whatIsLeftToDo(Row row) {
        return "Its row stands in " + file + ", which gateways read again within seconds.";
    }

    @Override
    public void close() {}

    private interface Change {

        /** Whether there is anything to write. */
        boolean on(List<String> lines);
    }

    private boolean replace(Change change) {
        Path next = null;
        try {
            var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            var fresh = target.resolveSibling(target.getFileName() + ".new");
            try (var written = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                next = fresh;
                var lines = new ArrayList<>(lines());
                if (!change.on(lines)) {
                    return false;
                }
                if (Files.exists(target)) {
                    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
                }
                var bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    written.write(bytes);
                }
                written.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            next = null;
            return true;
        } catch (FileAlreadyExistsException busy) {
            throw Refusal.of(busy.getMessage() + " is there: somebody is writing. Remove it if nobody is, and try again.");
        } catch (IOException failed) {
            throw Refusal.of(file + " cannot be written (" + failed.getClass().getSimpleName() + ").");
        } finally {
            remove(next);
        }
    }

    private static void remove(Path left) {
        try {
            if (left != null) {
                Files.deleteIfExists(left);
            }
        } catch (IOException stays) {
            System.err.println("portico: " + left + " cannot be removed.");
        }
    }

    /** All of the file, or the head of a new one. What this did not write it does not touch. */
    private List<String> lines() {
        if (!Files.exists(file)) {
            return HEAD.lines().toList();
        }
        try {
            var lines = Files.readAllLines(file);
            for (var line : lines) {
                if (!line.isBlank() && !line.startsWith("#") && !line.equals("keys:") && !ROW.matcher(line).matches()) {
                    throw Refusal.of(file + " holds a line that was not written by this command; edit it by hand.");
                }
            }
            if (!lines.contains("keys:")) {
                throw Refusal.of(file + " is no file of API keys; it has to hold keys: with a line for each.");
            }
            return lines;
        } catch (IOException unreadable) {
            throw Refusal.of(file + " cannot be read.");
        }
    }

    private static Row row(String line) {
        var found = ROW.matcher(line);
        if (!found.matches()) {
            throw new IllegalStateException("no row");
        }
        var keys = found.group(2);
        return new Row(
                found.group(1),
                text(keys, "partner"),
                text(keys, "plan"),
                list(keys, "scopes"),
                list(keys, "roles"),
                text(keys, "expires"),
                list(keys, "addresses"),
                text(keys, "hash"));
    }

    private static String text(String keys, String name) {
        return TEXT.matcher(keys)
                .results()
                .filter(key -> key.group(1).equals(name))
                .map(key -> key.group(2))
                .findFirst()
                .orElse("");
    }

    private static List<String> list(String keys, String name) {
        return LIST.matcher(keys)
                .results()
                .filter(key -> key.group(1).equals(name))
                .findFirst()
                .map(key -> List.of(key.group(2).replace("\"", "").split(", ")))
                .orElse(List.of());
    }
}
