package io.repobackup.api.failure;

/**
 * The host withholds the data by law or by its terms (a takedown, a trade restriction, a suspended account). The last
 * good backup is kept; a person has to read the {@linkplain #notice() notice}.
 */
public final class BlockedException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    private final String notice;

    /**
     * A block that the host announced.
     *
     * @param notice the host's reason, or the address of its published notice
     */
    public BlockedException(String message, String notice) {
        super(message, null);
        this.notice = notice;
    }

    /** The host's reason, or the address of its published notice. */
    public String notice() {
        return notice;
    }
}
