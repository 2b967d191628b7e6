package io.repobackup.core.git.pack;

/** What a git object is. */
public enum ObjectKind {
    /** A commit. */
    COMMIT("commit", 1),
    /** A directory. */
    TREE("tree", 2),
    /** The content of a file. */
    BLOB("blob", 3),
    /** An annotated tag. */
    TAG("tag", 4);

    private final String word;
    private final int code;

    ObjectKind(String word, int code) {
        this.word = word;
        this.code = code;
    }

    /** Git's word for it. */
    public String word() {
        return word;
    }

    /** Its number in the header of a pack entry. */
    int code() {
        return code;
    }

    /** The kind with this number, 1 to 4. */
    static ObjectKind ofCode(int code) {
        return switch (code) {
            case 1 -> COMMIT;
            case 2 -> TREE;
            case 3 -> BLOB;
            case 4 -> TAG;
            default -> throw new IllegalArgumentException("no object kind has the number " + code);
        };
    }
}
