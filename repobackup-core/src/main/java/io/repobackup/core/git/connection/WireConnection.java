package io.repobackup.core.git.connection;

import io.repobackup.core.git.wire.FetchRequest;
import io.repobackup.core.git.wire.FetchResponse;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A conversation in version 2 of git's protocol.
 *
 * <p><i>Confined to one thread at a time.</i>
 *
 * @see <a href="https://git-scm.com/docs/protocol-v2">gitprotocol-v2</a>
 */
public final class WireConnection implements GitConnection {

    private final Channel channel;
    private ObjectFormat format = ObjectFormat.SHA1;

    /** A conversation over this channel, which it closes. */
    public WireConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public Advertised refs(Expectation expectation) {
        try {
            RepositoryRefs refs = new RefsConversation(channel).hold(expectation);
            format = refs.format();
            return new Advertised(refs, List.of());
        } catch (IOException e) {
            throw WireFailure.of("Asking " + channel.name() + " for its refs failed", shown(e));
        }
    }

    @Override
    public FetchStream fetch(List<ObjectId> wants, List<ObjectId> haves) {
        try {
            return begin(channel.ask(new FetchRequest(format, wants, haves).toByteArray()));
        } catch (IOException e) {
            throw WireFailure.of("Asking " + channel.name() + " for a pack failed", shown(e));
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    private IOException shown(IOException e) {
        return ShownFailure.of(e, channel::shown);
    }

    private FetchStream begin(InputStream answer) throws IOException {
        try {
            FetchResponse response = FetchResponse.read(answer).orElseThrow(WireFailure::speechless);
            return new FetchStream(response, answer, channel::shown);
        } catch (IOException | RuntimeException e) {
            try (answer) {
                throw e;
            }
        }
    }
}
