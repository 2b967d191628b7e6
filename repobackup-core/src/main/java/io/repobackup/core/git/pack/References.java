package io.repobackup.core.git.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Finds the ids that commits and tags name. Of an object that is malformed, as some in old histories are, it finds those
 * before the damage, as git does when it walks.
 */
final class References {

    private static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OBJECT = "object ".getBytes(StandardCharsets.US_ASCII);

    private final NamedIds named;
    private final byte[] id;

    /** Hands on what it finds, ids of so many bytes. */
    References(NamedIds named, int width) {
        this.named = named;
        this.id = new byte[width];
    }

    /** The tree of a commit and its parents; of one that is shallow, the tree alone. */
    void ofCommit(byte[] content, int length, boolean shallow) {
        int at = hexLine(TREE, content, 0, length);
        while (at > 0 && !shallow) {
            at = hexLine(PARENT, content, at, length);
        }
    }

    void ofTag(byte[] content, int length) {
        hexLine(OBJECT, content, 0, length);
    }

    /** Reads a line of this word and an id; where the next line begins, or 0 when there is no such line. */
    private int hexLine(byte[] word, byte[] content, int at, int length) {
        int from = at + word.length;
        int to = from + 2 * id.length;
        if (to >= length || content[to] != '\n' || !Arrays.equals(content, at, from, word, 0, word.length)) {
            return 0;
        }
        for (int i = 0; i < id.length; i++) {
            int high = content[from + 2 * i];
            int low = content[from + 2 * i + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return 0;
            }
            id[i] = (byte) ((HexFormat.fromHexDigit(high) << 4) | HexFormat.fromHexDigit(low));
        }
        named.add(id, 0);
        return to + 1;
    }
}
