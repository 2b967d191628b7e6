package io.repobackup.github.crawl;

import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.RawJsonArray;
import java.net.URI;
import java.util.List;

/**
 * What a page of a list holds.
 *
 * <p><i>Immutable.</i>
 *
 * @param entries its elements in order
 * @param from from where it came, after redirects
 */
public record ListPage(List<Entry> entries, URI from) {

    private static final long LONGEST_ANSWER = 64L << 20;

    static ListPage from(HttpResponse answer) {
        List<Entry> entries = RawJsonArray.split(answer.textUpTo(LONGEST_ANSWER)).stream()
                .map(HandedTokens::blank)
                .map(Entry::new)
                .toList();
        return new ListPage(entries, answer.uri());
    }
}
