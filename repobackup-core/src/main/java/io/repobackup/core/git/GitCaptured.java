package io.repobackup.core.git;

import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.vault.GitContent;
import java.util.List;

/** How the capture of a repository ended. <i>Immutable.</i> */
public sealed interface GitCaptured {

    /**
     * What a complete capture lacks, each for people to read: a ref that the host did not send, a shallow history. Empty
     * when the capture is complete.
     */
    List<String> missing();

    /**
     * The repository is what the record says. Nothing was written.
     *
     * @param evidence what shows that nothing changed
     */
    record Unchanged(String evidence, List<String> missing) implements GitCaptured {
        /** Takes a copy. */
        public Unchanged {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The repository changed. Every blob is committed, so that a record may name it.
     *
     * @param content its refs now, and all packs of the record and of this capture
     * @param pointers what the packs of this capture point to, perhaps several times
     * @param bytes how many bytes of packs were received
     * @param objects how many objects they hold
     */
    record Changed(GitContent content, List<LfsPointer> pointers, List<String> missing, long bytes, long objects)
            implements GitCaptured {
        /** Takes copies. */
        public Changed {
            pointers = List.copyOf(pointers);
            missing = List.copyOf(missing);
        }
    }
}
