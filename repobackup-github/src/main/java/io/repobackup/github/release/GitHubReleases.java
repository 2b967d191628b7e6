package io.repobackup.github.release;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.content.Texts;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.Essence;
import io.repobackup.github.crawl.ListedKind;
import io.repobackup.github.crawl.StateJson;
import io.repobackup.github.crawl.Visit;
import io.repobackup.github.crawl.WholeList;
import io.repobackup.github.crawl.WholeState;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Captures releases, drafts included where they may be seen, of the kind {@code releases}, and links their assets with the
 * sizes and digests that the host tells, and what is attached to their texts: {@code GET /repos/{owner}/{repo}/releases}. A
 * release that shows 30 assets or more is asked for all of them, of the kind {@code assets} with ids such as {@code
 * <release>/<asset>}. An asset whose upload was not finished is not linked. How often assets were downloaded is no change.
 *
 * <p>Requests: ⌈n/100⌉ for n releases, of which nothing counts in the budget when they are as they were; more than 100 are
 * read twice, the second time without counting; ⌈a/100⌉ for a release that shows 30 assets or more, when they changed. The
 * bytes of a new asset: see {@link io.repobackup.github.content.GitHubContent}.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class GitHubReleases implements Snapshotter {

    /** How often to look, where no mark tells of changes. */
    public static final Duration CHECK_EVERY = Duration.ofDays(1);

    private static final ListedKind LIST =
            new ListedKind("releases", "releases?per_page=100", id -> "releases/" + id, Entry::id);

    private static final Essence DECISIONS = Essence.without("download_count", "mentions_count", "reactions");

    private final GitHubApi api;

    /** Asks this host. */
    public GitHubReleases(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        Visit visit = Visit.repository(api, subject, context);
        Optional<JsonValue> state = StateJson.read(context.previous());
        WholeState before = state.map(json -> WholeState.from(json.at("list"))).orElseGet(WholeState::none);
        MoreAssets more = new MoreAssets(visit, digests(state), reached -> context.checkpoint(state(before, reached)));
        WholeState after = new WholeList(visit, LIST, DECISIONS, releases -> read(releases, more, context)).run(before);
        return after.equals(before)
                ? new Captured.Same("the releases are as they were")
                : new Captured.Changed(state(after, more.digests()));
    }

    private void read(Collection<Entry> releases, MoreAssets more, PartContext context) {
        Texts texts = new Texts(api.host(), context);
        for (Entry release : releases) {
            List<JsonValue> assets =
                    release.value().find("assets").map(JsonValue::elements).orElse(List.of());
            Asset.contents(assets).forEach(context::link);
            texts.link(release.value());
            more.read(release, assets);
        }
    }

    private static Map<String, String> digests(Optional<JsonValue> state) {
        Map<String, String> digests = new LinkedHashMap<>();
        state.flatMap(json -> json.find("assets"))
                .ifPresent(assets -> assets.names()
                        .forEach(id -> digests.put(id, assets.at(id).text())));
        return digests;
    }

    private static State state(WholeState list, Map<String, String> assets) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("list", list.toJson());
        json.put("assets", assets);
        return StateJson.write(json);
    }
}
