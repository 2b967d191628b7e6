package io.repobackup.github.pull;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.github.content.Texts;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Follower;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.node.Connection;
import io.repobackup.github.node.Nodes;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only GraphQL tells of pull requests, or of many at once: reviews, threads and whether they are resolved, how it
 * was merged. When everything is gone through, open pull requests are asked for again, because resolving a
 * thread is no change of its pull request. <i>Confined to one thread.</i>
 */
final class Talks implements Follower {

    private static final String DETAILS = "details";

    private final PartContext context;
    private final Texts texts;
    private final Nodes nodes;
    private final Sheaf reviews;
    private final Sheaf threads;

    Talks(Visit visit, Texts texts) {
        this.context = visit.context();
        this.texts = texts;
        this.nodes = new Nodes(
                visit.api(), context::checkCancelled, PullQuery.MOST, PullQuery.TEXT, PullQuery.CONNECTIONS_OF_EACH);
        this.reviews = new Sheaf(context, "reviews");
        this.threads = new Sheaf(context, "threads");
    }

    @Override
    public void took(List<Entry> pulls) {
        texts.link(pulls);
        for (RawJson answer : nodes.read(pulls.stream().map(Entry::nodeId).toList())) {
            details(answer.find("details").map(RawJson::elements).orElse(List.of()));
            answer.find("talks").map(RawJson::elements).orElse(List.of()).forEach(this::talk);
            reviews.write();
            threads.write();
        }
    }

    @Override
    public void passed(List<Entry> pulls) {
        took(pulls.stream()
                .filter(pull -> pull.value().at("state").text().equals("open"))
                .toList());
    }

    /** What the host did not show. */
    List<String> hidden() {
        return nodes.hidden();
    }

    private void details(List<RawJson> pulls) {
        try (SegmentWriter segment = context.segment(DETAILS)) {
            pulls.forEach(pull -> number(pull).ifPresent(number -> segment.put(number, pull.bytes())));
            segment.commit();
        }
    }

    private void talk(RawJson pull) {
        number(pull).ifPresent(number -> {
            add(reviews, number, pull, PullQuery.REVIEWS);
            add(threads, number, pull, PullQuery.THREADS);
        });
    }

    private void add(Sheaf sheaf, String number, RawJson pull, Connection connection) {
        Optional<RawJson> page = pull.find(connection.name());
        if (page.isEmpty()) {
            return;
        }
        Map<String, byte[]> items = new LinkedHashMap<>();
        for (RawJson item : nodes.all(pull.value().at("id").text(), connection, page.get())) {
            JsonValue value = item.value();
            texts.link(value);
            items.put(id(value), item.bytes());
        }
        sheaf.add(number, items);
        if (nodes.hidden().isEmpty()) {
            sheaf.removeOthers(number);
        }
    }

    /** The number that REST knows a review by; threads have none there. */
    private static String id(JsonValue item) {
        return item.find("fullDatabaseId")
                .map(JsonValue::text)
                .orElseGet(() -> item.at("id").text());
    }

    private static Optional<String> number(RawJson pull) {
        return pull.find("number").map(number -> Long.toString(number.value().number()));
    }
}
