package io.repobackup.core.git;

import io.repobackup.api.sink.Sha256;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What shows that nothing changed. */
final class Evidence {

    private Evidence() {}

    /** How many refs there are, and a digest of {@code <oid> SP <name> LF} of each in order, HEAD first. */
    static String of(RepositoryRefs refs) {
        MessageDigest digest = Sha256.digest();
        refs.head().target().ifPresent(target -> update(digest, "ref: " + target.text() + "\n"));
        refs.head().oid().ifPresent(oid -> update(digest, oid + " HEAD\n"));
        for (Ref ref : refs.refs()) {
            update(digest, ref.oid() + " " + ref.name().text() + "\n");
        }
        return "the host shows the same " + refs.refs().size() + " refs, digest "
                + Sha256.from(digest).hex().substring(0, 16);
    }

    private static void update(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
