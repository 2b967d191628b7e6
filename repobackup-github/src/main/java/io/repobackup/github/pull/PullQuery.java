package io.repobackup.github.pull;

import io.repobackup.github.node.Connection;
import java.util.List;

/**
 * What is asked of pull requests in GraphQL. Who is asked to review is not among it: the list of REST tells it, and teams are
 * hidden here from an App that may not read members.
 */
final class PullQuery {

    private static final List<String> OWNER = List.of("PullRequest");

    /** Reviews as a whole; their comments come as a list of their own. */
    static final Connection REVIEWS = new Connection(
            "reviews",
            OWNER,
            "reviews",
            "",
            "nodes{id fullDatabaseId author{__typename login} authorAssociation body state createdAt submittedAt updatedAt"
                    + " lastEditedAt editor{login} isMinimized minimizedReason url commit{oid}}");

    /** Threads, which their first comment names. */
    static final Connection THREADS = new Connection(
            "threads",
            OWNER,
            "reviewThreads",
            "",
            "nodes{id isResolved isOutdated resolvedBy{login} path line originalLine startLine originalStartLine diffSide"
                    + " startDiffSide subjectType comments(first:1){nodes{fullDatabaseId}}}");

    static final Connection CLOSES = new Connection(
            "closingIssuesReferences", OWNER, "closingIssuesReferences", "", "nodes{number repository{nameWithOwner}}");

    /** How many threads come with each pull request: each asks for its first comment, and counts. Most have fewer. */
    private static final int THREADS_AT_ONCE = 10;

    /** Three connections, and one for each thread. */
    static final int CONNECTIONS_OF_EACH = 3 + THREADS_AT_ONCE;

    /** So many at once take 7 points and 11,000 nodes at most. */
    static final int MOST = 50;

    static final String TEXT =
            "query($ids:[ID!]!){details:nodes(ids:$ids){... on PullRequest{id number state isDraft merged"
                    + " mergedAt mergedBy{__typename login} mergeCommit{oid} baseRefName baseRefOid headRefName headRefOid"
                    + " additions deletions changedFiles reviewDecision maintainerCanModify locked activeLockReason lastEditedAt"
                    + " editor{login} updatedAt " + CLOSES.first(100) + "}}"
                    + " talks:nodes(ids:$ids){... on PullRequest{id number " + REVIEWS.first(100) + " "
                    + THREADS.first(THREADS_AT_ONCE) + "}}}";

    private PullQuery() {}
}
