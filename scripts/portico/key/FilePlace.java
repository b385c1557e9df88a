import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
        var lines = lines();
        var others = lines.stream().filter(line -> !isKnown(line)).count();
        if (others > 0) {
            System.err.println("portico: " + others + " more lines of " + file + " were not written by this command.");
        }
        return rows(lines);
    }

    /** Who cannot read all of the file cannot count a partner's keys. */
    @Override
    public void add(Row row) {
        replace(lines -> {
            if (!lines.stream().allMatch(FilePlace::isKnown)) {
                throw Refusal.of(file + " holds a line that was not written by this command; edit it by hand.");
            }
            Place.checkRoom(rows(lines), row.partner());
            lines.add("  " + row.written());
            return true;
        });
    }

    /** What else the file holds keeps nobody from revoking. */
    @Override
    public boolean remove(String prefix) {
        return replace(lines -> {
            if (lines.removeIf(line -> isRow(line) && line.startsWith("  " + prefix + ": "))) {
                return true;
            }
            if (lines.stream().anyMatch(line -> line.contains(prefix) && !line.startsWith("#"))) {
                throw Refusal.of(prefix + " stands in a line of " + file
                        + " that was not written by this command; edit it by hand.");
            }
            return false;
        });
    }

    private static List<Row> rows(List<String> lines) {
        return lines.stream().filter(FilePlace::isRow).map(FilePlace::row).toList();
    }

    /** Whether this command would write it so; of another row it might misread who has the key. */
    private static boolean isRow(String line) {
        return ROW.matcher(line).matches() && line.equals("  " + row(line).written());
    }

    private static boolean isKnown(String line) {
        return line.isBlank() || line.startsWith("#") || line.equals("keys:") || isRow(line);
    }

    @Override
    public String whatIsLeftToDo(Row row) {
        return "Its row stands in " + file + ", which gateways read again within seconds.";
    }

    @Override
    public String whoRefusesIt() {
        return "Gateways that read " + file + " refuse it within seconds; copies of it have to be made anew.";
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
                    keepOwner(target, fresh);
                    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
                }
                write(written, String.join("\n", lines) + "\n");
            }
            if (isMoved(fresh, target)) {
                next = null;
            } else {
                rewrite(target, Files.readString(fresh));
            }
            return true;
        } catch (FileAlreadyExistsException busy) {
            throw Refusal.of(busy.getMessage() + " is there: somebody is writing. Remove it if nobody is, and try again.");
        } catch (IOException failed) {
            throw Refusal.of(file + " cannot be written (" + why(failed) + ").");
        } finally {
            remove(next);
        }
    }

    /** The gateway reads it as some user, who must be able to afterwards, whoever revokes a key. */
    private void keepOwner(Path target, Path fresh) throws IOException {
        for (var owner : List.of("unix:uid", "unix:gid")) {
            var is = Files.getAttribute(target, owner);
            try {
                if (!Files.getAttribute(fresh, owner).equals(is)) {
                    Files.setAttribute(fresh, owner, is);
                }
            } catch (IOException notAllowed) {
                throw Refusal.of(file + " belongs to another user or group, and you cannot give yours to them (" + why(notAllowed)
                        + "). Run this as its owner, or as root.");
            }
        }
    }

    private static void write(FileChannel file, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
    }

    private static boolean isMoved(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException busy) {
            return false;
        }
    }

    /** A file that is mounted on its own cannot be replaced by another one. */
    private static void rewrite(Path target, String text) throws IOException {
        try (var written = FileChannel.open(target, StandardOpenOption.WRITE)) {
            write(written, text);
            written.truncate(written.position());
            written.force(true);
        }
        System.err.println("portico: " + target + " cannot be replaced, as one that is mounted on its own, and was written in"
                + " place. A gateway that read it halfway reads it again within a second.");
    }

    private static String why(IOException failed) {
        return failed instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : failed.getClass().getSimpleName();
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
