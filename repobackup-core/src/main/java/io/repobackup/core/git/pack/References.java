package io.repobackup.core.git.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Finds the ids that commits, trees and tags name. Of an object that is malformed, as some in old histories are, it finds
 * those before the damage, as git does when it walks.
 */
final class References {

    private static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OBJECT = "object ".getBytes(StandardCharsets.US_ASCII);
    private static final int KIND_OF_FILE = 0170000;
    private static final int GITLINK = 0160000;

    private final IdTable ids;
    private final byte[] id;

    /** Puts what it finds into the table. */
    References(IdTable ids) {
        this.ids = ids;
        this.id = new byte[ids.width()];
    }

    void ofCommit(byte[] content, int length) {
        int at = hexLine(TREE, content, 0, length);
        while (at > 0) {
            at = hexLine(PARENT, content, at, length);
        }
    }

    void ofShallowCommit(byte[] content, int length) {
        hexLine(TREE, content, 0, length);
    }

    void ofTag(byte[] content, int length) {
        hexLine(OBJECT, content, 0, length);
    }

    void ofTree(byte[] content, int length) {
        int at = 0;
        while (at < length) {
            int mode = 0;
            for (; at < length && content[at] != ' '; at++) {
                mode = (mode << 3) | (content[at] & 7);
            }
            while (at < length && content[at] != 0) {
                at++;
            }
            at++;
            if (at + ids.width() > length) {
                return;
            }
            if ((mode & KIND_OF_FILE) != GITLINK) {
                ids.intern(content, at);
            }
            at += ids.width();
        }
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
        ids.intern(id, 0);
        return to + 1;
    }
}
