package io.repobackup.core.git.connection;

import java.io.IOException;
import java.io.InputStream;

/**
 * A way to the upload-pack of one repository, without a state between one request and the next.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public interface Channel extends AutoCloseable {

    /** What to call the repository in messages; never with a secret. */
    String name();

    /**
     * Sends a request and opens the answer, which may be read while the other side still produces it. The caller closes it.
     *
     * @throws IOException when the other side cannot be reached; typed failures pass through
     */
    InputStream ask(byte[] request) throws IOException;

    /** The same for a request for a pack, whose failures may lie in what it asks for. Failures as for {@link #ask}. */
    default InputStream askForPack(byte[] request) throws IOException {
        return ask(request);
    }

    /** Words of the other side without secrets that it was shown, fit for a message. */
    default String shown(String words) {
        return words;
    }

    /** Opens what the other side says it can do. The caller closes it. Failures as for {@link #ask}. */
    InputStream capabilities() throws IOException;

    /** From now on does not ask for version 2 of the protocol. What speaks nothing else ignores it. */
    default void speakOld() {}

    /** Ends what is still going on. Idempotent. */
    @Override
    void close();
}
