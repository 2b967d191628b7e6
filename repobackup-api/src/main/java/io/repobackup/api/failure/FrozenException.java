package io.repobackup.api.failure;

/** The object lies in a cold storage tier and cannot be read now. Ask the sink to thaw it, and come back later. */
public final class FrozenException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * An object that has to be thawed first.
     *
     * @param key the key of the cold object
     */
    public FrozenException(String message, String key) {
        super(message, null);
        this.key = key;
    }

    /** The key of the cold object. */
    public String key() {
        return key;
    }
}
