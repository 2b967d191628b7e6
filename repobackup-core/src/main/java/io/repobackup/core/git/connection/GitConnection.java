package io.repobackup.core.git.connection;

import io.repobackup.core.refs.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A conversation with one git repository, wherever it is.
 *
 * <p><i>Confined to one thread at a time.</i> The caller closes it.
 */
public interface GitConnection extends AutoCloseable {

    /**
     * Asks for all refs.
     *
     * @param expectation what is known of the repository, so that the right question is asked at once
     * @throws io.repobackup.api.failure.RepobackupException as the other side and the way to it have it
     */
    Advertised refs(Expectation expectation);

    /**
     * Asks for a pack that stands alone. Only after {@link #refs}, which finds out the object format.
     *
     * @param wants objects to have, with all that they reach; at least one
     * @param haves objects that are here, with all that they reach; those that the other side does not know are ignored
     * @throws io.repobackup.api.failure.UnavailableException with a
     *     {@link io.repobackup.core.git.wire.RemoteErrorException} as its cause when the other side refuses in words
     */
    FetchStream fetch(List<ObjectId> wants, List<ObjectId> haves);

    /**
     * Finds out which of these objects reach others that the other side does not have, where it can tell.
     *
     * @return none when nothing is missing, or when only fetching can tell
     */
    default Set<ObjectId> incomplete(Collection<ObjectId> tips) {
        return Set.of();
    }

    /** Ends the conversation. Idempotent. */
    @Override
    void close();
}
