package io.repobackup.core.git.connection;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.wire.FetchResponse;
import io.repobackup.core.git.wire.OldFetchResponse;
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

    private final Set<ObjectId> shallow;
    private final InputStream pack;
    private final InputStream answer;

    private FetchStream(Set<ObjectId> shallow, InputStream pack, InputStream answer) {
        this.shallow = shallow;
        this.pack = pack;
        this.answer = answer;
    }

    static FetchStream of(InputStream answer, UnaryOperator<String> shown) throws IOException {
        FetchResponse response = FetchResponse.read(answer).orElseThrow(WireFailure::speechless);
        return new FetchStream(response.shallow(), new ShownFailure.Stream(response.pack(said -> {}), shown), answer);
    }

    /** A server of version 0 told of shallow commits with its refs. */
    static FetchStream ofOld(InputStream answer, UnaryOperator<String> shown) throws IOException {
        return new FetchStream(Set.of(), new ShownFailure.Stream(OldFetchResponse.pack(answer), shown), answer);
    }

    /** Those of the commits in and below the pack whose parents the other side does not have. */
    public Set<ObjectId> shallow() {
        return shallow;
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
