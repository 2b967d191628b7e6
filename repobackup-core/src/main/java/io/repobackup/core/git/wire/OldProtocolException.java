package io.repobackup.core.git.wire;

import java.io.IOException;

/** A git server that does not speak version 2 of the protocol, with what it said instead. */
public final class OldProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient OldAdvertisement advertisement;

    OldProtocolException(OldAdvertisement advertisement) {
        super("expected 'version 2', but the server told its refs as older versions of git's protocol do");
        this.advertisement = advertisement;
    }

    /** What the server told. */
    public OldAdvertisement advertisement() {
        return advertisement;
    }
}
