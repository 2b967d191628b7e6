package io.repobackup.github.release;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.sink.Sha256;
import io.repobackup.github.crawl.Entry;
import io.repobackup.github.crawl.ListPage;
import io.repobackup.github.crawl.Visit;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The assets of releases that have more than a release may show: how many that are is not documented, so that many are
 * listed by themselves. <i>Confined to one thread.</i>
 */
final class MoreAssets {

    /** From so many on a release may have more. */
    static final int MANY = 30;

    private static final String KIND = "assets";
    private static final int SAVE_EVERY = 20;

    private final Visit visit;
    private final Map<String, String> before;
    private final Map<String, String> now = new LinkedHashMap<>();
    private final Consumer<Map<String, String>> save;
    private int listed;

    /**
     * @param before the digests of what releases showed when their assets were listed, by the ids of the releases
     * @param save stores what was written so far together with the digests now
     */
    MoreAssets(Visit visit, Map<String, String> before, Consumer<Map<String, String>> save) {
        this.visit = visit;
        this.before = before;
        this.save = save;
    }

    /** The digests now. */
    Map<String, String> digests() {
        return now;
    }

    /** Lists the assets of a release if it shows many, and other ones than before. */
    void read(Entry release, List<JsonValue> shown) {
        if (shown.size() < MANY) {
            return;
        }
        StringBuilder ids = new StringBuilder();
        shown.forEach(asset -> ids.append(asset.at("id").number())
                .append(asset.find("updated_at").map(JsonValue::text).orElse("")));
        String digest =
                Sha256.of(ids.toString().getBytes(StandardCharsets.UTF_8)).hex();
        boolean isNew = !digest.equals(before.get(release.id()));
        if (isNew) {
            write(release.id());
        }
        now.put(release.id(), digest);
        if (isNew && ++listed % SAVE_EVERY == 0) {
            save.accept(now);
        }
    }

    private void write(String release) {
        Map<String, Entry> assets = new TreeMap<>();
        Pages<ListPage> pages = visit.pages("releases/" + release + "/assets?per_page=100", PageMarks.none());
        while (pages.hasNext()) {
            visit.next(pages)
                    .content()
                    .orElseThrow()
                    .entries()
                    .forEach(each -> assets.put(release + "/" + each.id(), each));
        }
        PartContext context = visit.context();
        Asset.contents(assets.values().stream().map(Entry::value).toList()).forEach(context::link);
        try (SegmentWriter segment = context.segment(KIND)) {
            context.knownIds(KIND).stream()
                    .filter(id -> id.startsWith(release + "/") && !assets.containsKey(id))
                    .forEach(segment::remove);
            assets.forEach((id, asset) -> segment.put(id, asset.json()));
            segment.commit();
        }
    }
}
