package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.RefRules;
import io.repobackup.core.git.connection.Advertised;
import io.repobackup.core.git.connection.Expectation;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.git.wire.RemoteErrorException;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import java.util.List;
import java.util.Optional;

/** One capture of one repository. */
final class Capture {

    private final GitConnection connection;
    private final Journey journey;
    private final RefRules rules;

    Capture(GitConnection connection, Journey journey, RefRules rules) {
        this.connection = connection;
        this.journey = journey;
        this.rules = rules;
    }

    GitCaptured run(Optional<GitContent> previous) {
        Expectation expectation =
                previous.map(content -> Expectation.of(content.refs())).orElseGet(Expectation::first);
        Advertised told = connection.refs(expectation);
        try {
            return towards(told, previous);
        } catch (UnavailableException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            // Refs move between the question and the request; the objects of before are then gone.
            return towards(connection.refs(expectation), previous);
        }
    }

    private GitCaptured towards(Advertised told, Optional<GitContent> previous) {
        RepositoryRefs goal = Tips.counting(told.refs(), rules);
        GitContent stored = previous.filter(content -> content.refs().format() == goal.format())
                .orElseGet(() -> new GitContent(Tips.none(goal.format()), List.of()));
        Reached reached = journey.to(goal, stored).lacking(told.flaws());
        return previous.filter(reached.content()::equals).isPresent()
                ? new GitCaptured.Unchanged(Evidence.of(goal), reached.missing())
                : new GitCaptured.Changed(reached.content(), reached.missing(), reached.bytes(), reached.objects());
    }

    private static boolean isRefusal(UnavailableException e) {
        return e.getCause() instanceof RemoteErrorException remote && !remote.whileSendingPack();
    }
}
