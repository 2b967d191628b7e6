package io.repobackup.github.issue;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Follower;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.node.Connection;
import io.repobackup.github.node.Nodes;
import io.repobackup.http.json.RawJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the timelines of issues and pull requests hold that events do not tell, or not fully: who refers to whom. Such items
 * never change, so that only new ones are written. A reference does not count as a change of what is referred to; it is found
 * when that changes, or when everything is gone through. <i>Confined to one thread.</i>
 */
final class References implements Follower {

    private static final String KIND = "timeline";

    private static final String SUBJECT = "{__typename ... on Issue{id number repository{nameWithOwner}}"
            + " ... on PullRequest{id number repository{nameWithOwner}}}";

    /** Types that all supported versions of Enterprise Server know. */
    private static final Connection ITEMS = new Connection(
            "references",
            List.of("Issue", "PullRequest"),
            "timelineItems",
            "itemTypes:[CROSS_REFERENCED_EVENT,CONNECTED_EVENT,DISCONNECTED_EVENT,MARKED_AS_DUPLICATE_EVENT,"
                    + "UNMARKED_AS_DUPLICATE_EVENT,TRANSFERRED_EVENT,COMMENT_DELETED_EVENT],",
            "nodes{__typename"
                    + " ... on CrossReferencedEvent{id createdAt actor{login} isCrossRepository referencedAt"
                    + " willCloseTarget source" + SUBJECT + "}"
                    + " ... on ConnectedEvent{id createdAt actor{login} isCrossRepository source" + SUBJECT + " subject"
                    + SUBJECT + "}"
                    + " ... on DisconnectedEvent{id createdAt actor{login} isCrossRepository source" + SUBJECT
                    + " subject" + SUBJECT + "}"
                    + " ... on MarkedAsDuplicateEvent{id createdAt actor{login} canonical" + SUBJECT + " duplicate"
                    + SUBJECT + "}"
                    + " ... on UnmarkedAsDuplicateEvent{id createdAt actor{login} canonical" + SUBJECT + " duplicate"
                    + SUBJECT + "}"
                    + " ... on TransferredEvent{id createdAt actor{login} fromRepository{nameWithOwner}}"
                    + " ... on CommentDeletedEvent{id createdAt actor{login} deletedCommentAuthor{login}}}");

    private static final String QUERY = "query($ids:[ID!]!){nodes(ids:$ids){__typename"
            + " ... on Issue{id number " + ITEMS.first(100) + "}"
            + " ... on PullRequest{id number " + ITEMS.first(100) + "}}}";

    private final PartContext context;
    private final Nodes nodes;
    private final Set<String> known;

    References(Visit visit) {
        this.context = visit.context();
        this.nodes = new Nodes(visit.api(), context::checkCancelled, 100, QUERY, 2);
        this.known = new HashSet<>(context.knownIds(KIND));
    }

    @Override
    public void took(List<Entry> entries) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (RawJson answer : nodes.read(entries.stream().map(Entry::nodeId).toList())) {
            answer.find("nodes").ifPresent(each -> each.elements().forEach(node -> collect(node, found)));
        }
        write(found);
    }

    @Override
    public void passed(List<Entry> entries) {
        took(entries);
    }

    /** What the host did not show. */
    List<String> hidden() {
        return nodes.hidden();
    }

    private void collect(RawJson node, Map<String, byte[]> found) {
        node.find(ITEMS.name()).ifPresent(page -> {
            String number = Long.toString(node.value().at("number").number());
            String id = node.value().at("id").text();
            nodes.all(id, ITEMS, page)
                    .forEach(item ->
                            found.put(number + "/" + item.value().at("id").text(), item.bytes()));
        });
    }

    private void write(Map<String, byte[]> found) {
        found.keySet().removeAll(known);
        if (found.isEmpty()) {
            return;
        }
        try (SegmentWriter segment = context.segment(KIND)) {
            found.forEach(segment::put);
            segment.commit();
        }
        known.addAll(found.keySet());
    }
}
