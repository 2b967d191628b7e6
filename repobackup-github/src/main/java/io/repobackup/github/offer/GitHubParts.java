package io.repobackup.github.offer;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Part;
import io.repobackup.github.host.GitHubApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts that are read through the API, and who reads them.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GitHubParts {

    /** Settings and topics. */
    public static final Part REPOSITORY = new Part("repository");

    /** Labels. */
    public static final Part LABELS = new Part("labels");

    /** Milestones. */
    public static final Part MILESTONES = new Part("milestones");

    /** Issues with their comments and events, and those of pull requests. */
    public static final Part ISSUES = new Part("issues");

    /** Pull requests with their reviews. */
    public static final Part PULLS = new Part("pulls");

    /** Comments on commits. */
    public static final Part COMMIT_COMMENTS = new Part("commit-comments");

    /** Releases with their assets. */
    public static final Part RELEASES = new Part("releases");

    /** Settings of an organisation. */
    public static final Part ORGANIZATION = new Part("organization");

    /** Members of an organisation. */
    public static final Part MEMBERS = new Part("members");

    /** Teams of an organisation. */
    public static final Part TEAMS = new Part("teams");

    static final List<Part> OF_REPOSITORIES =
            List.of(REPOSITORY, LABELS, MILESTONES, ISSUES, PULLS, COMMIT_COMMENTS, RELEASES);

    private final Map<Part, Snapshotter> snapshotters;
    private final ContentReader content;

    /** Reads these parts in these ways. Others are not offered. */
    public GitHubParts(Map<Part, Snapshotter> snapshotters, ContentReader content) {
        this.snapshotters = Map.copyOf(snapshotters);
        this.content = content;
    }

    /** Every part that can be read, by one identity. */
    public static GitHubParts of(GitHubApi api) {
        return new GitHubParts(
                Map.of(), (subject, reference) -> api.download(reference.from(), "application/octet-stream"));
    }

    Optional<Snapshotter> snapshotter(Part part) {
        return Optional.ofNullable(snapshotters.get(part));
    }

    ContentReader content() {
        return content;
    }
}
