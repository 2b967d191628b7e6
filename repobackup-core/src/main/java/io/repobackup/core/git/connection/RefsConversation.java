package io.repobackup.core.git.connection;

import io.repobackup.core.git.wire.Capabilities;
import io.repobackup.core.git.wire.LsRefsRequest;
import io.repobackup.core.git.wire.LsRefsRequest.Unborn;
import io.repobackup.core.git.wire.LsRefsResponse;
import io.repobackup.core.git.wire.OldProtocolException;
import io.repobackup.core.git.wire.RemoteErrorException;
import io.repobackup.core.git.wire.WireException;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out the refs. It begins with the question itself, and asks what the other side can do only when it does not
 * understand or leaves HEAD out.
 */
final class RefsConversation {

    private final Channel channel;

    RefsConversation(Channel channel) {
        this.channel = channel;
    }

    RepositoryRefs hold(Expectation expectation) throws IOException {
        LsRefsRequest guess = LsRefsRequest.all(expectation.format(), expectation.unborn());
        Optional<LsRefsResponse> told = first(guess);
        if (told.isPresent() && suffices(told.get(), expectation)) {
            return refs(guess, told.get());
        }
        LsRefsRequest informed = informed();
        if (told.isPresent() && informed.equals(guess)) {
            return refs(guess, told.get());
        }
        return refs(informed, ask(informed).orElseThrow(WireFailure::speechless));
    }

    /** Some take a question only from those who asked first what they can do; then it is asked once more. */
    private Optional<LsRefsResponse> first(LsRefsRequest request) throws IOException {
        try {
            return ask(request);
        } catch (RefusedRequestException e) {
            return Optional.empty();
        }
    }

    private Optional<LsRefsResponse> ask(LsRefsRequest request) throws IOException {
        try (InputStream answer = channel.ask(request.toByteArray())) {
            return LsRefsResponse.read(answer);
        } catch (RemoteErrorException | WireException e) {
            throw explained(e);
        }
    }

    /** An old server may take the question for an error of its own; only asking what it can do tells. */
    private IOException explained(IOException seen) {
        try {
            capabilities();
        } catch (OldProtocolException old) {
            old.addSuppressed(seen);
            return old;
        } catch (IOException | RuntimeException e) {
            seen.addSuppressed(e);
        }
        return seen;
    }

    private LsRefsRequest informed() throws IOException {
        Capabilities can = capabilities();
        return LsRefsRequest.all(can.format(), can.has("ls-refs", "unborn") ? Unborn.ASKED : Unborn.UNASKED);
    }

    private Capabilities capabilities() throws IOException {
        try (InputStream answer = channel.capabilities()) {
            return Capabilities.read(answer);
        }
    }

    private static boolean suffices(LsRefsResponse told, Expectation expectation) {
        return !told.head().equals(Head.unknown()) || !expectation.headWouldBeTold();
    }

    private static RepositoryRefs refs(LsRefsRequest asked, LsRefsResponse told) {
        ObjectFormat format = told.anyId().map(ObjectId::format).orElse(asked.format());
        return new RepositoryRefs(format, told.head(), told.refs(), Set.of());
    }
}
