package io.repobackup.github.crawl;

import java.util.List;

/** By what a list is in order whose newest items come first. */
public enum Newest {
    /** By the time of the last change: {@code sort=updated&direction=desc}. */
    CHANGED {
        @Override
        Seen seen(Entry entry) {
            return new Seen(entry.updated().toString(), entry.digest());
        }

        @Override
        String overlap(List<Entry> firstPage) {
            return firstPage.get(0).updated().minus(UpdatedCrawl.OVERLAP).toString();
        }
    },
    /** By ids that only grow, of things that never change, such as events. What surrounds them may; that is no change. */
    CREATED {
        @Override
        Seen seen(Entry entry) {
            return new Seen(String.format("%019d", entry.value().at("id").number()), "");
        }

        @Override
        String overlap(List<Entry> firstPage) {
            return seen(firstPage.get(firstPage.size() / 2)).key();
        }
    };

    /** An item with its place in the order. */
    abstract Seen seen(Entry entry);

    /** From where on the next crawl compares, for what becomes visible late; the page is not empty. */
    abstract String overlap(List<Entry> firstPage);
}
