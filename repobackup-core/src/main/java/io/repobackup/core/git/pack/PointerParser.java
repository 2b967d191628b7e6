package io.repobackup.core.git.pack;

import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises LFS pointer files, by the grammar that git-lfs reads: the version line, extensions, oid and size in this
 * order; the names that the specification's address had before, CR before LF and blank lines at the end are forgiven,
 * because git-lfs fetches the content of such files too.
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS specification</a>
 */
final class PointerParser {

    /** Pointer files are shorter than this. */
    static final int TOO_LONG = 1024;

    private static final byte[] VERSION = "version http".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> ADDRESSES = Set.of(
            "https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1", "http://git-media.io/v/2");
    private static final Pattern GRAMMAR = Pattern.compile("version (\\S+)\r?\n"
            + "(?:ext-[0-9]-[\\w.-]+ sha256:[0-9a-f]{64}\r?\n)*+"
            + "oid sha256:([0-9a-f]{64})\r?\n"
            + "size ([0-9]{1,18})\\s*");

    private PointerParser() {}

    static Optional<LfsPointer> parse(byte[] content, int length) {
        if (length >= TOO_LONG || !beginsWithVersion(content, length)) {
            return Optional.empty();
        }
        Matcher pointer = GRAMMAR.matcher(new String(content, 0, length, StandardCharsets.ISO_8859_1));
        if (!pointer.matches() || !ADDRESSES.contains(pointer.group(1))) {
            return Optional.empty();
        }
        return Optional.of(new LfsPointer(new Sha256(pointer.group(2)), Long.parseLong(pointer.group(3))));
    }

    private static boolean beginsWithVersion(byte[] content, int length) {
        if (length < VERSION.length) {
            return false;
        }
        for (int i = 0; i < VERSION.length; i++) {
            if (content[i] != VERSION[i]) {
                return false;
            }
        }
        return true;
    }
}
