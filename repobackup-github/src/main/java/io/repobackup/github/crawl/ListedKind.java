package io.repobackup.github.crawl;

import java.util.function.Function;

/**
 * A list of a subject, and the kind of items that it becomes in the backup.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind the name in the backup
 * @param list where the list is, below the home of the subject, with a query
 * @param one where one item is, below the home of the subject, by its id in the backup
 * @param id the id in the backup
 */
public record ListedKind(String kind, String list, Function<String, String> one, Function<Entry, String> id) {

    String idOf(Entry entry) {
        return id.apply(entry);
    }
}
