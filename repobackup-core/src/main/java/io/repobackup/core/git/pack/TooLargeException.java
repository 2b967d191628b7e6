package io.repobackup.core.git.pack;

/** Something in a pack is larger than a limit allows. */
final class TooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long size;

    TooLargeException(long size) {
        super(size + " bytes", null, false, false);
        this.size = size;
    }

    long size() {
        return size;
    }
}
