package io.repobackup.core.git.wire;

import java.io.IOException;

/** A git server that does not speak version 2 of the protocol. */
public final class OldProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    OldProtocolException(String firstLine) {
        super("expected 'version 2', but the server began with '"
                + PrintableText.of(firstLine.substring(0, Math.min(firstLine.length(), 80))) + "'");
    }
}
