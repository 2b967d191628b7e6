package io.repobackup.core.git.local;

import io.repobackup.core.refs.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The refs that have a file of their own below {@code refs}. Names are read as the bytes that the file system has,
 * whatever the encoding of this process.
 *
 * <p><i>Confined to one thread.</i>
 */
final class LooseRefs {

    private static final int DEEPEST = 200;

    private final Map<RefName, RefText> refs = new HashMap<>();
    private final List<String> flaws = new ArrayList<>();

    private LooseRefs() {}

    static LooseRefs read(Path directory) throws IOException {
        LooseRefs loose = new LooseRefs();
        loose.walk(directory.resolve("refs"), "refs", 0);
        return loose;
    }

    Map<RefName, RefText> refs() {
        return refs;
    }

    List<String> flaws() {
        return flaws;
    }

    private void walk(Path folder, String name, int depth) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String bytes = FileNameBytes.of(entry);
                // Git itself takes neither for a ref: unfinished writes, and what other programs leave behind.
                if (!bytes.startsWith(".") && !bytes.endsWith(".lock")) {
                    visit(entry, name + "/" + bytes, depth);
                }
            }
        } catch (NoSuchFileException e) {
            // The last ref of this folder was deleted or packed meanwhile.
        }
    }

    private void visit(Path entry, String name, int depth) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && depth < DEEPEST) {
            walk(entry, name, depth + 1);
        } else if (Files.isDirectory(entry)) {
            flaws.add("refs behind " + entry + " were not read: it is a symbolic link, or too deep");
        } else {
            read(entry, name);
        }
    }

    private void read(Path file, String name) throws IOException {
        try {
            refs.put(new RefName(name), RefText.parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            // Deleted or packed meanwhile; packed refs are read after this.
        } catch (IllegalArgumentException e) {
            flaws.add("the file " + file + " is no ref: " + e.getMessage());
        }
    }
}
