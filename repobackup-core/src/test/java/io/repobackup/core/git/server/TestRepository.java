package io.repobackup.core.git.server;

import io.repobackup.core.git.server.LooseObjects.Entry;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bare repository of the git program, for tests to change. Single objects and plain refs are written into its directory
 * as git does: a process for each would take most of the time of many tests.
 */
public final class TestRepository {

    private static final String SAME = "the same in every commit\n".repeat(20);

    private final Path path;
    private final ObjectFormat format;
    private final LooseObjects objects;
    private final LooseRefs refs;

    private TestRepository(Path path, ObjectFormat format) {
        this.path = path;
        this.format = format;
        this.objects = new LooseObjects(path, format);
        this.refs = new LooseRefs(path);
    }

    /** A new repository whose HEAD is on {@code main}, which does not exist yet. */
    public static TestRepository create(Path path, ObjectFormat format) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestRepository repository = new TestRepository(path, format);
        repository.git("init", "-q", "--bare", "-b", "main", "--object-format=" + format.word());
        repository.append("config", "[uploadpack]\n\tallowFilter = true\n[gc]\n\tauto = 0\n");
        return repository;
    }

    public Path path() {
        return path;
    }

    public String git(String... arguments) {
        return RealGit.run(path, arguments);
    }

    public ObjectId blob(String content) {
        return objects.blob(bytes(content));
    }

    /** A tree with some files and a directory. */
    public ObjectId tree(String content) {
        ObjectId blob = blob(content);
        ObjectId inner = objects.tree(List.of(Entry.file("inner.txt", blob)));
        return objects.tree(List.of(
                Entry.file("file.txt", blob), Entry.folder("folder", inner), Entry.file("same.txt", blob(SAME))));
    }

    /** A commit whose tree follows from its message. */
    public ObjectId commit(String message, ObjectId... parents) {
        StringBuilder text = new StringBuilder("tree " + tree(message) + "\n");
        for (ObjectId parent : parents) {
            text.append("parent ").append(parent).append('\n');
        }
        text.append("author A U Thor <author@example.org> 1700000000 +0000\n"
                + "committer C O Mitter <committer@example.org> 1700000000 +0000\n\n" + message + "\n");
        return objects.write("commit", bytes(text.toString()));
    }

    /** Branches with one commit each on top of the same one, whose trees follow from the messages before the numbers. */
    public void branches(String prefix, int count, String message, ObjectId parent) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String content = message + i;
            stream.append("commit refs/heads/" + prefix + i + "\ncommitter C O Mitter <committer@example.org>"
                    + " 1700000000 +0000\n" + data(content + "\n") + "from " + parent + "\ndeleteall\n"
                    + "M 100644 inline file.txt\n" + data(content) + "M 100644 inline folder/inner.txt\n"
                    + data(content)
                    + "M 100644 inline same.txt\n" + data(SAME));
        }
        // Each object in a file of its own, so that it can be lost.
        RealGit.run(path, bytes(stream.toString()), "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet");
    }

    private static String data(String text) {
        return "data " + bytes(text).length + "\n" + text + "\n";
    }

    /** Commits on top of a branch, which is made when it is not there. */
    public ObjectId grow(String branch, String message) {
        Optional<ObjectId> tip = tip("refs/heads/" + branch);
        ObjectId commit = tip.map(parent -> commit(message, parent)).orElseGet(() -> commit(message));
        set("refs/heads/" + branch, commit);
        return commit;
    }

    /** An annotated tag object, with a ref. */
    public ObjectId tag(String name, String type, ObjectId target) {
        ObjectId tag = objects.write(
                "tag",
                bytes("object " + target + "\ntype " + type + "\ntag " + name
                        + "\ntagger C O Mitter <committer@example.org> 1700000000 +0000\n\n" + name + "\n"));
        set("refs/tags/" + name, tag);
        return tag;
    }

    private Optional<ObjectId> tip(String ref) {
        return refs.read(ref).or(() -> {
            String tip = RealGit.attempt(path, new byte[0], "rev-parse", "-q", "--verify", ref)
                    .output()
                    .strip();
            return tip.isEmpty() ? Optional.empty() : Optional.of(new ObjectId(tip));
        });
    }

    /** Sets a ref; each character of the name is one byte. */
    public void set(String ref, ObjectId oid) {
        if (!refs.write(ref, oid)) {
            RealGit.run(path, bytes("update " + ref + "\0" + oid + "\0\0"), "update-ref", "--stdin", "-z");
        }
    }

    public void delete(String ref) {
        RealGit.run(path, bytes("delete " + ref + "\0\0"), "update-ref", "--stdin", "-z");
    }

    /** What the file HEAD says. */
    public void head(String text) {
        write("HEAD", text + "\n");
    }

    /** Writes a file of the repository, each character one byte. */
    public void write(String file, String text) {
        try {
            Files.write(path.resolve(file), bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes an object that is no part of a pack, as a broken disk does. */
    public void lose(ObjectId oid) {
        try {
            Files.delete(objects.file(oid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Inverts a bit in the middle of an object that is no part of a pack. */
    public void spoil(ObjectId oid) {
        Path file = objects.file(oid);
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 4;
            Files.delete(file);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the whole directory. */
    public void remove() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectFormat format() {
        return format;
    }

    private void append(String file, String text) {
        try {
            Files.write(path.resolve(file), bytes(text), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
