package io.repobackup.github.offer;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Part;
import io.repobackup.github.comment.GitHubCommitComments;
import io.repobackup.github.content.GitHubContent;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.issue.GitHubIssues;
import io.repobackup.github.owner.GitHubMembers;
import io.repobackup.github.owner.GitHubOrganization;
import io.repobackup.github.owner.GitHubTeams;
import io.repobackup.github.pull.GitHubPulls;
import io.repobackup.github.release.GitHubReleases;
import io.repobackup.github.repository.GitHubLabels;
import io.repobackup.github.repository.GitHubMilestones;
import io.repobackup.github.repository.GitHubSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** What links files. */
    private static final Set<Part> WITH_CONTENT = Set.of(ISSUES, PULLS, COMMIT_COMMENTS, RELEASES);

    private final Map<Part, Snapshotter> snapshotters;
    private final ContentReader content;

    /** Reads these parts in these ways. Others are not offered. */
    public GitHubParts(Map<Part, Snapshotter> snapshotters, ContentReader content) {
        this.snapshotters = Map.copyOf(snapshotters);
        this.content = content;
    }

    /** Every part, read by one identity. */
    public static GitHubParts of(GitHubApi api) {
        Map<Part, Snapshotter> all = new HashMap<>();
        all.put(REPOSITORY, new GitHubSettings(api));
        all.put(LABELS, new GitHubLabels(api));
        all.put(MILESTONES, new GitHubMilestones(api));
        all.put(ISSUES, new GitHubIssues(api));
        all.put(PULLS, new GitHubPulls(api));
        all.put(COMMIT_COMMENTS, new GitHubCommitComments(api));
        all.put(RELEASES, new GitHubReleases(api));
        all.put(ORGANIZATION, new GitHubOrganization(api));
        all.put(MEMBERS, new GitHubMembers(api));
        all.put(TEAMS, new GitHubTeams(api));
        return new GitHubParts(all, new GitHubContent(api));
    }

    Optional<Snapshotter> snapshotter(Part part) {
        return Optional.ofNullable(snapshotters.get(part));
    }

    Optional<ContentReader> content(Part part) {
        return WITH_CONTENT.contains(part) ? Optional.of(content) : Optional.empty();
    }
}
