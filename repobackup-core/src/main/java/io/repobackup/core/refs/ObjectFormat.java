package io.repobackup.core.refs;

import io.repobackup.api.failure.MisconfiguredException;

/** The hash function that names the objects of a repository. */
public enum ObjectFormat {
    /** 20 bytes. */
    SHA1("sha1", 20),
    /** 32 bytes. */
    SHA256("sha256", 32);

    private final String word;
    private final int sizeInBytes;

    ObjectFormat(String word, int sizeInBytes) {
        this.word = word;
        this.sizeInBytes = sizeInBytes;
    }

    /** The format that git calls by this word: {@code sha1} or {@code sha256}. */
    public static ObjectFormat parse(String word) {
        for (ObjectFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new MisconfiguredException("The object format '" + word
                + "' is not known to this version of repobackup; known are sha1 and sha256");
    }

    /** Git's word for it. */
    public String word() {
        return word;
    }

    /** The length of an object id in bytes. */
    public int sizeInBytes() {
        return sizeInBytes;
    }
}
