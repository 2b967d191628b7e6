package io.repobackup.github.standin.world;

/**
 * A file that somebody dropped into a text.
 *
 * <p><i>Immutable.</i>
 */
public final class Attachment {

    private final Repository repository;
    private final String path;
    private final String fileName;
    private final byte[] bytes;

    Attachment(Repository repository, String path, String fileName, byte[] bytes) {
        this.repository = repository;
        this.path = path;
        this.fileName = fileName;
        this.bytes = bytes.clone();
    }

    /** Whose text it is in. */
    public Repository repository() {
        return repository;
    }

    /** Where it is below the host's address for people. */
    public String path() {
        return path;
    }

    public String fileName() {
        return fileName;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
