package io.repobackup.github.crawl;

import java.util.List;

/**
 * Whoever reads more about the items of a list. Called page by page, before the page counts as read.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public interface Follower {

    /** These are new or changed, and were written. */
    void took(List<Entry> entries);

    /** These were listed when everything was gone through: what else belongs to them may have changed without a trace. */
    default void passed(List<Entry> entries) {}

    /** Nobody. */
    static Follower none() {
        return entries -> {};
    }
}
