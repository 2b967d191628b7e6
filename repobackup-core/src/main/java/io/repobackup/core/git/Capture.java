package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.RefRules;
import io.repobackup.core.git.connection.Advertised;
import io.repobackup.core.git.connection.Expectation;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One capture of one repository. */
final class Capture {

    /** Refs move between the question and the request, and copies of a repository at a host do not move at once. */
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final GitConnection connection;
    private final Function<GitContent, Journey> journeys;
    private final RefRules rules;
    private final Pause pause;

    Capture(GitConnection connection, Function<GitContent, Journey> journeys, RefRules rules, Pause pause) {
        this.connection = connection;
        this.journeys = journeys;
        this.rules = rules;
        this.pause = pause;
    }

    GitCaptured run(Optional<GitContent> previous, Suspects suspects) {
        Expectation expectation =
                previous.map(content -> Expectation.of(content.refs())).orElseGet(Expectation::first);
        Advertised told = connection.refs(expectation);
        ObjectFormat format = told.refs().format();
        Journey journey =
                journeys.apply(previous.filter(content -> content.refs().format() == format)
                        .orElseGet(() -> new GitContent(Tips.none(format), List.of())));
        for (Duration wait : PATIENCE) {
            try {
                return captured(journey.to(goal(told), suspects).lacking(told.flaws()), previous);
            } catch (RefusedException e) {
                pause.of(wait);
                told = again(expectation, format);
            }
        }
        return captured(journey.past(goal(told)).lacking(told.flaws()), previous);
    }

    private Advertised again(Expectation expectation, ObjectFormat format) {
        Advertised told = connection.refs(expectation);
        if (told.refs().format() != format) {
            throw new UnavailableException("The repository was replaced by one with "
                    + told.refs().format().word() + " ids in the middle of its capture; it is captured again");
        }
        return told;
    }

    private RepositoryRefs goal(Advertised told) {
        return Tips.counting(told.refs(), rules);
    }

    private static GitCaptured captured(Reached reached, Optional<GitContent> previous) {
        return previous.filter(reached.content()::equals).isPresent()
                ? new GitCaptured.Unchanged(Evidence.of(reached.content().refs()), reached.missing())
                : new GitCaptured.Changed(
                        reached.content(), reached.pointers(), reached.missing(), reached.bytes(), reached.objects());
    }
}
