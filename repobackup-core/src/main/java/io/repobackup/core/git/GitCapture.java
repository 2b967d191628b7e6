package io.repobackup.core.git;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.git.connection.HttpChannel;
import io.repobackup.core.git.connection.KnownHosts;
import io.repobackup.core.git.connection.WireConnection;
import io.repobackup.core.git.local.LocalConnection;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.threads.RealTime;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.http.HttpClient;
import io.repobackup.http.Sleeper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Captures git repositories without a clone: asks for the refs, compares them with those of the last record, and stores one
 * pack of what is new while it streams.
 *
 * <pre>{@code
 * GitCapture capture = GitCapture.of(http, PackLimits.scratch(directory));
 * GitCaptured captured = capture.capture(endpoint, previous, blobs, monitor);
 * }</pre>
 *
 * <p>What a host refuses or cannot send does not keep the rest from being stored. An object that is refused by name is
 * waited for, 1, 5 and 20 seconds, each time with new refs, and then left out. A pack of everything that breaks off is asked
 * for once more, and then in steps, as the {@link StepRule} says. Where the host says twice that it cannot go on, or stops
 * at the same byte again and again, the refs are asked for by halves until those that fail are found. The same where it
 * answers requests for packs with a failure, and shows its refs all the while.
 *
 * <p><i>Thread-safe</i>; each capture runs on the thread that asks for it. It remembers how hosts take requests, and
 * nothing of repositories.
 */
public final class GitCapture {

    private final HttpClient http;
    private final PackIndexer indexer;
    private final StepRule steps;
    private final Sleeper sleeper;
    private final KnownHosts hosts = new KnownHosts();

    private GitCapture(HttpClient http, PackIndexer indexer, StepRule steps, Sleeper sleeper) {
        this.http = http;
        this.indexer = indexer;
        this.steps = steps;
        this.sleeper = sleeper;
    }

    /** A capture that reaches hosts through this client and stays within these limits. */
    public static GitCapture of(HttpClient http, PackLimits limits) {
        return new GitCapture(http, PackIndexer.within(limits), StepRule.standard(), new RealTime());
    }

    /** The same, which also refuses objects that were {@linkplain PackIndexer#detectingCollisions made to collide}. */
    public GitCapture detectingCollisions() {
        return new GitCapture(http, indexer.detectingCollisions(), steps, sleeper);
    }

    /** The same, with another rule for steps. */
    public GitCapture withSteps(StepRule rule) {
        return new GitCapture(http, indexer, rule, sleeper);
    }

    /** The same, with something else to wait with; in real time unless set. */
    public GitCapture withSleeper(Sleeper other) {
        return new GitCapture(http, indexer, steps, other);
    }

    /** Captures a repository of which nothing is known to be missing. */
    public GitCaptured capture(
            GitEndpoint endpoint, Optional<GitContent> previous, SubjectBlobs blobs, GitMonitor monitor) {
        return capture(endpoint, previous, List.of(), blobs, monitor);
    }

    /**
     * Captures a repository.
     *
     * @param endpoint where it is, and which of its refs count
     * @param previous what the last record holds of it; nothing for a full capture, as is due when a pack of the record
     *     is no longer where it was
     * @param lacking what the capture before lacked, in the words of {@link GitCaptured#missing()}: the objects that they
     *     name are asked for last and without patience
     * @param blobs where to put the packs; what is not named by the result may be dropped
     * @param monitor who watches
     * @throws io.repobackup.api.failure.NotFoundException when the repository is not there
     * @throws io.repobackup.api.failure.AccessDeniedException when the host wants other credentials
     * @throws io.repobackup.api.failure.MisconfiguredException when the address is not that of a git repository
     * @throws io.repobackup.api.failure.UnavailableException when the host does not answer properly
     * @throws io.repobackup.api.failure.CorruptedException when it sends a damaged pack
     * @throws io.repobackup.api.failure.CancelledException when the monitor says so
     * @throws io.repobackup.api.failure.RepobackupException of another kind as the store and the scratch space fail
     */
    public GitCaptured capture(
            GitEndpoint endpoint,
            Optional<GitContent> previous,
            List<String> lacking,
            SubjectBlobs blobs,
            GitMonitor monitor) {
        PackIntake intake = new PackIntake(endpoint.url().toString(), indexer, blobs, monitor);
        try (GitConnection connection = connect(endpoint)) {
            Pause pause = new Pause(sleeper, monitor);
            Advance advance = new Advance(connection, new Pulse(connection, pause), intake, endpoint.refs());
            Function<GitContent, Journey> journeys = Journey.over(advance, endpoint.refs(), steps, monitor);
            return new Capture(connection, journeys, endpoint.refs(), pause).run(previous, Suspects.namedIn(lacking));
        }
    }

    private GitConnection connect(GitEndpoint endpoint) {
        return "file".equalsIgnoreCase(endpoint.url().getScheme())
                ? LocalConnection.open(Path.of(endpoint.url()))
                : new WireConnection(new HttpChannel(http, endpoint, hosts));
    }
}
