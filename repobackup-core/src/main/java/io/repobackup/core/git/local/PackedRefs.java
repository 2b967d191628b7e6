package io.repobackup.core.git.local;

import io.repobackup.core.git.local.RefText.Peel;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code packed-refs}.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">The layout of a repository</a>
 */
final class PackedRefs {

    private static final String HEADER = "# pack-refs with:";

    private PackedRefs() {}

    static Map<RefName, RefText> read(Path directory) throws IOException {
        Path file = directory.resolve("packed-refs");
        return Files.exists(file) ? parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1)) : Map.of();
    }

    static Map<RefName, RefText> parse(List<String> lines) throws IOException {
        Map<RefName, RefText> refs = new HashMap<>();
        Peel unsaid = Peel.UNKNOWN;
        RefName last = new RefName("none");
        for (String line : lines) {
            if (line.startsWith(HEADER)) {
                unsaid = (line + " ").contains(" fully-peeled ") ? Peel.NONE : Peel.UNKNOWN;
            } else if (line.startsWith("^")) {
                peel(refs, last, line);
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                last = put(refs, line, unsaid);
            }
        }
        return refs;
    }

    private static void peel(Map<RefName, RefText> refs, RefName last, String line) throws IOException {
        try {
            Peel peel = Peel.of(new ObjectId(line.substring(1)));
            refs.computeIfPresent(last, (name, ref) -> RefText.of(ref.oid().orElseThrow(), peel));
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static RefName put(Map<RefName, RefText> refs, String line, Peel unsaid) throws IOException {
        try {
            int space = line.indexOf(' ');
            RefName name = new RefName(line.substring(space + 1));
            refs.put(name, RefText.of(new ObjectId(line.substring(0, Math.max(space, 0))), unsaid));
            return name;
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(IllegalArgumentException e) {
        return new IOException("packed-refs is damaged: " + e.getMessage(), e);
    }
}
