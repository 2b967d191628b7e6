package io.repobackup.core.git.connection;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.wire.FetchResponse;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A pack on its way.
 *
 * <p><i>Confined to one thread at a time.</i> The caller closes it.
 */
public final class FetchStream implements AutoCloseable {

    private final FetchResponse response;
    private final InputStream pack;
    private final InputStream answer;

    FetchStream(FetchResponse response, InputStream answer, UnaryOperator<String> shown) {
        this.response = response;
        this.pack = new ShownFailure.Stream(response.pack(said -> {}), shown);
        this.answer = answer;
    }

    /** Those of the commits in and below the pack whose parents the other side does not have. */
    public Set<ObjectId> shallow() {
        return response.shallow();
    }

    /** The bytes of the pack, to be read once. The end of the stream is the end of the pack as the other side has it. */
    public InputStream pack() {
        return pack;
    }

    /** Ends the transfer, finished or not. Idempotent. */
    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException e) {
            throw new UnavailableException("Ending the transfer of a pack failed: " + e.getMessage(), e);
        }
    }
}
