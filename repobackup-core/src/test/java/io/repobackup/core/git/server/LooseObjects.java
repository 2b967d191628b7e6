package io.repobackup.core.git.server;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Objects of a repository, each in a file of its own, as {@code git hash-object -w} writes them. */
final class LooseObjects {

    private final Path directory;
    private final String digest;

    LooseObjects(Path repository, ObjectFormat format) {
        this.directory = repository.resolve("objects");
        this.digest = format == ObjectFormat.SHA1 ? "SHA-1" : "SHA-256";
    }

    /** What a tree names. */
    record Entry(String mode, String name, ObjectId oid) {

        static Entry file(String name, ObjectId oid) {
            return new Entry("100644", name, oid);
        }

        static Entry folder(String name, ObjectId oid) {
            return new Entry("40000", name, oid);
        }
    }

    ObjectId blob(byte[] content) {
        return write("blob", content);
    }

    /** A tree of entries that are in git's order. */
    ObjectId tree(List<Entry> entries) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            tree.writeBytes((entry.mode() + " " + entry.name() + "\0").getBytes(StandardCharsets.ISO_8859_1));
            tree.writeBytes(HexFormat.of().parseHex(entry.oid().hex()));
        }
        return write("tree", tree.toByteArray());
    }

    /** Writes an object, if it has no file yet. */
    ObjectId write(String type, byte[] content) {
        byte[] header = (type + " " + content.length + "\0").getBytes(StandardCharsets.ISO_8859_1);
        ObjectId oid = name(header, content);
        Path file = file(oid);
        if (!Files.exists(file)) {
            write(file, header, content);
        }
        return oid;
    }

    /** The file of an object, whether it is there or not. */
    Path file(ObjectId oid) {
        return directory.resolve(oid.hex().substring(0, 2)).resolve(oid.hex().substring(2));
    }

    /** Under another name first: git may read meanwhile. */
    private void write(Path file, byte[] header, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(directory, "tmp_obj_", null);
            try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(unfinished))) {
                out.write(header);
                out.write(content);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectId name(byte[] header, byte[] content) {
        try {
            MessageDigest hash = MessageDigest.getInstance(digest);
            hash.update(header);
            return new ObjectId(HexFormat.of().formatHex(hash.digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
