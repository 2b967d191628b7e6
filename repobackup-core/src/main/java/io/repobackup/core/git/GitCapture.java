package io.repobackup.core.git;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.git.connection.HttpChannel;
import io.repobackup.core.git.connection.WireConnection;
import io.repobackup.core.git.local.LocalConnection;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Captures git repositories without a clone: asks for the refs, compares them with those of the last record, and stores one
 * pack of what is new while it streams.
 *
 * <pre>{@code
 * GitCapture capture = GitCapture.of(http, PackLimits.scratch(directory));
 * GitCaptured captured = capture.capture(endpoint, previous, blobs, monitor);
 * }</pre>
 *
 * <p>Nothing is tried again except that a pack of everything which breaks off is asked for once more, and then in steps,
 * as the {@link StepRule} says.
 *
 * <p><i>Thread-safe</i> and immutable; each capture runs on the thread that asks for it.
 */
public final class GitCapture {

    private final HttpClient http;
    private final PackIndexer indexer;
    private final StepRule steps;

    private GitCapture(HttpClient http, PackIndexer indexer, StepRule steps) {
        this.http = http;
        this.indexer = indexer;
        this.steps = steps;
    }

    /** A capture that reaches hosts through this client and stays within these limits. */
    public static GitCapture of(HttpClient http, PackLimits limits) {
        return new GitCapture(http, PackIndexer.within(limits), StepRule.standard());
    }

    /** The same, with another rule for steps. */
    public GitCapture withSteps(StepRule rule) {
        return new GitCapture(http, indexer, rule);
    }

    /**
     * Captures a repository.
     *
     * @param endpoint where it is, and which of its refs count
     * @param previous what the last record holds of it; nothing for a full capture, as is due when a pack of the record
     *     is no longer where it was
     * @param blobs where to put the packs; what is not named by the result may be dropped
     * @param monitor who watches
     * @throws io.repobackup.api.failure.NotFoundException when the repository is not there
     * @throws io.repobackup.api.failure.AccessDeniedException when the host wants other credentials
     * @throws io.repobackup.api.failure.MisconfiguredException when the address is not that of a git repository that
     *     speaks version 2 of git's protocol
     * @throws io.repobackup.api.failure.UnavailableException when the host does not answer properly
     * @throws io.repobackup.api.failure.CorruptedException when it sends a damaged pack
     * @throws io.repobackup.api.failure.CancelledException when the monitor says so
     * @throws io.repobackup.api.failure.RepobackupException of another kind as the store and the scratch space fail
     */
    public GitCaptured capture(
            GitEndpoint endpoint, Optional<GitContent> previous, SubjectBlobs blobs, GitMonitor monitor) {
        PackIntake intake = new PackIntake(endpoint.url().toString(), indexer, blobs, monitor);
        try (GitConnection connection = connect(endpoint)) {
            Advance advance = new Advance(connection, intake, endpoint.refs());
            Journey journey = new Journey(advance, endpoint.refs(), steps, monitor);
            return new Capture(connection, journey, endpoint.refs()).run(previous);
        }
    }

    private GitConnection connect(GitEndpoint endpoint) {
        return "file".equalsIgnoreCase(endpoint.url().getScheme())
                ? LocalConnection.open(Path.of(endpoint.url()))
                : new WireConnection(new HttpChannel(http, endpoint));
    }
}
