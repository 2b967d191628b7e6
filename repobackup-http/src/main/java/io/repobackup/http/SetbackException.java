package io.repobackup.http;

/** An attempt that came to nothing. Never leaves the package. */
final class SetbackException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Setback setback;

    SetbackException(Setback setback) {
        super(setback.failure());
        this.setback = setback;
    }

    Setback setback() {
        return setback;
    }
}
