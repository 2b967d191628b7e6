package io.repobackup.core.git.connection;

import io.repobackup.core.git.wire.FetchRequest;
import io.repobackup.core.git.wire.OldAdvertisement;
import io.repobackup.core.git.wire.OldFetchRequest;
import io.repobackup.core.git.wire.OldProtocolException;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in version 2 of git's protocol, or in version 0 with a server that knows no other.
 *
 * <p><i>Confined to one thread at a time.</i>
 *
 * @see <a href="https://git-scm.com/docs/protocol-v2">gitprotocol-v2</a>
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack">gitprotocol-pack</a>
 */
public final class WireConnection implements GitConnection {

    private final Channel channel;
    private ObjectFormat format = ObjectFormat.SHA1;
    private @Nullable OldAdvertisement old;

    /** A conversation over this channel, which it closes. */
    public WireConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public Advertised refs(Expectation expectation) {
        try {
            RepositoryRefs refs = old == null ? newest(expectation) : old();
            format = refs.format();
            return new Advertised(refs, List.of());
        } catch (IOException e) {
            throw WireFailure.of("Asking " + channel.name() + " for its refs failed", shown(e));
        }
    }

    @Override
    public FetchStream fetch(List<ObjectId> wants, List<ObjectId> haves) {
        try {
            return begin(channel.askForPack(request(wants, haves)));
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

    private RepositoryRefs newest(Expectation expectation) throws IOException {
        try {
            return new RefsConversation(channel).hold(expectation);
        } catch (OldProtocolException e) {
            channel.speakOld();
            old = e.advertisement();
            return e.advertisement().refs();
        }
    }

    /** Its answer in version 2 would be as strange as the one in version 0 was in the beginning. */
    private RepositoryRefs old() throws IOException {
        try (InputStream answer = channel.capabilities()) {
            OldAdvertisement told = OldAdvertisement.read(answer);
            old = told;
            return told.refs();
        }
    }

    private byte[] request(List<ObjectId> wants, List<ObjectId> haves) {
        return old == null
                ? new FetchRequest(format, wants, haves).toByteArray()
                : new OldFetchRequest(old.capabilities(), wants, haves).toByteArray();
    }

    private FetchStream begin(InputStream answer) throws IOException {
        try {
            return old == null ? FetchStream.of(answer, channel::shown) : FetchStream.ofOld(answer, channel::shown);
        } catch (IOException | RuntimeException e) {
            try (answer) {
                throw e;
            }
        }
    }
}
