package io.repobackup.core.git.local;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All refs of a repository as its files have them, and HEAD.
 *
 * @param head what the file HEAD says
 * @param refs what files and packed-refs say
 * @param flaws what could not be read, for people
 */
record RefFiles(RefText head, Map<RefName, RefText> refs, List<String> flaws) {

    /** As deep as git follows symbolic refs. */
    private static final int LONGEST_CHAIN = 5;

    static RefFiles read(Path directory) throws IOException {
        RefText head = head(directory);
        // Loose before packed: a ref that is packed in between is then seen in one of both.
        LooseRefs loose = LooseRefs.read(directory);
        Map<RefName, RefText> refs = new HashMap<>(PackedRefs.read(directory));
        refs.putAll(loose.refs());
        return new RefFiles(head, refs, loose.flaws());
    }

    Head resolvedHead() {
        return new Head(head.target(), oid(head));
    }

    /** The object that a ref names in the end; nothing when the ref that it points to is not there. */
    Optional<ObjectId> oid(RefText ref) {
        Optional<RefText> at = Optional.of(ref);
        for (int i = 0; i < LONGEST_CHAIN && at.isPresent() && at.get().oid().isEmpty(); i++) {
            at = at.get().target().map(refs::get);
        }
        return at.flatMap(RefText::oid);
    }

    private static RefText head(Path directory) throws IOException {
        try {
            return RefText.parse(Files.readString(directory.resolve("HEAD"), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IOException("HEAD is damaged: " + e.getMessage(), e);
        }
    }
}
