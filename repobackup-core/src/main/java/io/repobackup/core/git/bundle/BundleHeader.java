package io.repobackup.core.git.bundle;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands before the pack in a git bundle. Written as version 2 for SHA-1, which every git reads, and as version 3 for
 * SHA-256.
 *
 * <p><i>Immutable.</i>
 *
 * @param format the hash function
 * @param prerequisites commits that must be there already when the bundle is unbundled
 * @param refs what the bundle brings, in this order; {@code HEAD} may be among them
 * @see <a href="https://git-scm.com/docs/gitformat-bundle">The bundle format</a>
 */
public record BundleHeader(ObjectFormat format, List<ObjectId> prerequisites, Map<RefName, ObjectId> refs) {

    /** Takes copies, and refuses ids of another format. */
    public BundleHeader {
        prerequisites = List.copyOf(prerequisites);
        refs = Collections.unmodifiableMap(new LinkedHashMap<>(refs));
        prerequisites.forEach(id -> requireFormat(format, id));
        refs.values().forEach(id -> requireFormat(format, id));
    }

    /**
     * Reads a header of version 2 or 3 with single-byte reads, and leaves the stream at the first byte of the pack; let
     * the stream be buffered. Comments after prerequisites are dropped.
     *
     * @param name what to call the bundle in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no bundle, or a header beyond 64 MiB
     * @throws io.repobackup.api.failure.UnavailableException when the stream breaks
     * @throws io.repobackup.api.failure.MisconfiguredException when it needs something that this version does not know
     */
    public static BundleHeader read(String name, InputStream in) {
        return new HeaderParser(name, new HeaderLines(name, in)).parse();
    }

    /** The header as it stands in the file, up to the first byte of the pack. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128 + 80 * refs.size());
        writeSignature(out);
        prerequisites.forEach(id -> write(out, "-" + id.hex() + " \n"));
        refs.forEach((name, id) -> write(out, id.hex() + " " + name.text() + "\n"));
        write(out, "\n");
        return out.toByteArray();
    }

    private void writeSignature(ByteArrayOutputStream out) {
        if (format == ObjectFormat.SHA1) {
            write(out, HeaderParser.VERSION_2 + "\n");
        } else {
            write(out, HeaderParser.VERSION_3 + "\n" + HeaderParser.OBJECT_FORMAT + format.word() + "\n");
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void requireFormat(ObjectFormat format, ObjectId id) {
        if (id.format() != format) {
            throw new IllegalArgumentException("the id " + id + " is not " + format.word());
        }
    }
}
