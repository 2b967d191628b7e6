package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.RefRules;
import io.repobackup.core.git.connection.FailedAnswerException;
import io.repobackup.core.git.connection.FetchStream;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.git.wire.RemoteErrorException;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import java.io.EOFException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes from what is stored to other refs, by one pack of what lies between. */
final class Advance {

    private final GitConnection connection;
    private final Pulse pulse;
    private final PackIntake intake;
    private final RefRules rules;

    Advance(GitConnection connection, Pulse pulse, PackIntake intake, RefRules rules) {
        this.connection = connection;
        this.pulse = pulse;
        this.intake = intake;
        this.rules = rules;
    }

    /** Stores what the goal needs, if anything; its shallow commits are those that the repository itself told of. */
    Reached to(RepositoryRefs goal, GitContent stored) throws BrokenPackException, RefusedException {
        Set<ObjectId> before = stored.refs().shallow();
        boolean mayBeShallow = !before.isEmpty() || !goal.shallow().isEmpty();
        PackRequest request = mayBeShallow
                ? PackRequest.whole(stored.refs(), goal, rules)
                : PackRequest.fresh(stored.refs(), goal, rules);
        if (request.wants().isEmpty()) {
            return Reached.start(new GitContent(goal, stored.packs()));
        }
        intake.monitor().checkCancelled();
        try (FetchStream stream = open(request)) {
            Set<ObjectId> shallow = union(goal.shallow(), stream.shallow());
            if (request.haves().isEmpty() || shallow.equals(before)) {
                return reached(request, intake.take(stream, request.header(), shallow), stored, shallow);
            }
        }
        // The host has more or less history than it had: what it leaves out for the haves may not be here.
        return to(goal, new GitContent(Tips.none(goal.format()), List.of()));
    }

    /** Whether the other side is there at all. */
    Pulse pulse() {
        return pulse;
    }

    /** Those of the wants of which the repository itself can tell that objects below them are missing. */
    Set<ObjectId> incomplete(Collection<ObjectId> wants) {
        return connection.incomplete(wants);
    }

    private FetchStream open(PackRequest request) throws BrokenPackException, RefusedException {
        try {
            return connection.fetch(request.wants(), request.haves());
        } catch (UnavailableException e) {
            if (e.getCause() instanceof RemoteErrorException said && !said.whileSendingPack()) {
                Set<ObjectId> wants = Set.copyOf(request.wants());
                throw new RefusedException(e, said.object().filter(wants::contains));
            }
            if (isOfThePack(e.getCause())) {
                throw new BrokenPackException(e, 0);
            }
            throw e;
        }
    }

    /** Whether the other side died of what it was asked for, as far as one can see; else the way to it is cut. */
    private static boolean isOfThePack(@Nullable Throwable cause) {
        return cause instanceof RemoteErrorException
                || cause instanceof FailedAnswerException
                || cause instanceof EOFException;
    }

    private static Reached reached(
            PackRequest request, Optional<StoredPack> pack, GitContent stored, Set<ObjectId> shallow) {
        Delivery delivery = new Delivery(request, pack.map(StoredPack::index));
        List<Received> received = pack.map(Received::of).stream().toList();
        List<PackEntry> packs = Stream.concat(
                        stored.packs().stream(), received.stream().map(Received::entry))
                .toList();
        RepositoryRefs refs = Tips.withShallow(delivery.refs(), shallow);
        return new Reached(new GitContent(refs, packs), delivery.missing(), received);
    }

    private static Set<ObjectId> union(Set<ObjectId> a, Set<ObjectId> b) {
        Set<ObjectId> both = new HashSet<>(a);
        both.addAll(b);
        return both;
    }
}
