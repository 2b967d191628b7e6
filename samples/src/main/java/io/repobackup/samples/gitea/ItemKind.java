package io.repobackup.samples.gitea;

import java.util.Comparator;

/** A list of a repository that the host gives page by page, and in which items change and vanish. */
enum ItemKind {
    /** Issues and pull requests, the newest first, told apart by their number. */
    ISSUES("issues", "issues?state=all&type=all", "issues/") {
        @Override
        long idOf(Entry entry) {
            return entry.value().at("number").number();
        }

        @Override
        Comparator<Long> order() {
            return Comparator.reverseOrder();
        }
    },
    /** All comments of all issues, the oldest first. */
    COMMENTS("comments", "issues/comments?sort=oldest", "issues/comments/") {
        @Override
        long idOf(Entry entry) {
            return entry.value().at("id").number();
        }

        @Override
        Comparator<Long> order() {
            return Comparator.naturalOrder();
        }
    };

    private final String kind;
    private final String list;
    private final String one;

    ItemKind(String kind, String list, String one) {
        this.kind = kind;
        this.list = list;
        this.one = one;
    }

    /** The name in the backup. */
    String kind() {
        return kind;
    }

    /** Where the list is, below the repository. */
    String list() {
        return list;
    }

    /** Where one item is, below the repository. */
    String one(long id) {
        return one + id;
    }

    abstract long idOf(Entry entry);

    /** In which order the host lists the ids. */
    abstract Comparator<Long> order();
}
