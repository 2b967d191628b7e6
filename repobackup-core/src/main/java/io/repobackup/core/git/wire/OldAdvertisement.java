package io.repobackup.core.git.wire;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * What a server says that speaks only version 0 or 1 of the protocol: its refs, and what it can do.
 *
 * <p><i>Immutable.</i>
 *
 * @param refs its refs, with the shallow commits, which such a server tells with them
 * @param capabilities the words after the first ref
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack">gitprotocol-pack</a>
 */
public record OldAdvertisement(RepositoryRefs refs, Set<String> capabilities) {

    /** Takes a copy. */
    public OldAdvertisement {
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * Reads an advertisement of versions 0 and 1, with or without the service line that HTTP servers put before it.
     *
     * @throws IOException when it is no such advertisement
     */
    public static OldAdvertisement read(InputStream in) throws IOException {
        PktLineReader lines = new PktLineReader(in);
        return FirstLine.read(lines).isEmpty() ? empty() : OldAdvertisementReader.read(lines);
    }

    /** What a server says of a repository without refs. */
    static OldAdvertisement empty() {
        return new OldAdvertisement(
                new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), List.of(), Set.of()), Set.of());
    }
}
