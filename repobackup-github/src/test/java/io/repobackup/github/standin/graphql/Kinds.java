package io.repobackup.github.standin.graphql;

import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Event;
import io.repobackup.github.standin.world.Thing;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which type of the schema a thing has. */
final class Kinds {

    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("T", "Team"),
            Map.entry("R", "Repository"),
            Map.entry("I", "Issue"),
            Map.entry("PR", "PullRequest"),
            Map.entry("IC", "IssueComment"),
            Map.entry("CC", "CommitComment"),
            Map.entry("DC", "DiscussionComment"),
            Map.entry("D", "Discussion"),
            Map.entry("PRR", "PullRequestReview"),
            Map.entry("PRRC", "PullRequestReviewComment"),
            Map.entry("PRRT", "PullRequestReviewThread"),
            Map.entry("LA", "Label"),
            Map.entry("MI", "Milestone"),
            Map.entry("RE", "Release"),
            Map.entry("RA", "ReleaseAsset"));

    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("closed", "ClosedEvent"),
            Map.entry("reopened", "ReopenedEvent"),
            Map.entry("labeled", "LabeledEvent"),
            Map.entry("unlabeled", "UnlabeledEvent"),
            Map.entry("milestoned", "MilestonedEvent"),
            Map.entry("demilestoned", "DemilestonedEvent"),
            Map.entry("assigned", "AssignedEvent"),
            Map.entry("unassigned", "UnassignedEvent"),
            Map.entry("renamed", "RenamedTitleEvent"),
            Map.entry("cross-referenced", "CrossReferencedEvent"),
            Map.entry("referenced", "ReferencedEvent"),
            Map.entry("merged", "MergedEvent"),
            Map.entry("review_requested", "ReviewRequestedEvent"),
            Map.entry("review_request_removed", "ReviewRequestRemovedEvent"),
            Map.entry("locked", "LockedEvent"),
            Map.entry("unlocked", "UnlockedEvent"),
            Map.entry("convert_to_draft", "ConvertToDraftEvent"),
            Map.entry("ready_for_review", "ReadyForReviewEvent"),
            Map.entry("head_ref_force_pushed", "HeadRefForcePushedEvent"),
            Map.entry("connected", "ConnectedEvent"),
            Map.entry("disconnected", "DisconnectedEvent"),
            Map.entry("marked_as_duplicate", "MarkedAsDuplicateEvent"),
            Map.entry("unmarked_as_duplicate", "UnmarkedAsDuplicateEvent"),
            Map.entry("comment_deleted", "CommentDeletedEvent"),
            Map.entry("transferred", "TransferredEvent"));

    private Kinds() {}

    /** The name of the type; nothing for events that this schema does not have. */
    static Optional<String> of(Thing thing) {
        if (thing instanceof Account account) {
            return Optional.of(account.kind().word());
        }
        return Optional.ofNullable(
                thing instanceof Event event
                        ? EVENTS.get(event.what())
                        : BY_PREFIX.get(
                                thing.nodeId().substring(0, thing.nodeId().indexOf('_'))));
    }

    /** The type as filters of timelines name it. */
    static String asItem(String type) {
        return type.replaceAll("(?<!^)(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
