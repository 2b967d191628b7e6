package io.repobackup.core.git.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What other packages of tests read of local repositories. */
public final class LocalReading {

    private LocalReading() {}

    public static void packedRefs(byte[] file) throws IOException {
        PackedRefs.parse(List.of(new String(file, StandardCharsets.ISO_8859_1).split("\n", -1)));
    }

    /** As {@link LooseRefs} does, which takes what is no ref for a flaw. */
    public static void looseRef(byte[] file) throws IOException {
        try {
            RefText.parse(new String(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
