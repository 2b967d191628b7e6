package io.repobackup.core.git.wire;

import java.io.IOException;

/** A refusal or a failure that the other side reported in words, within the protocol. */
public final class RemoteErrorException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 500;

    private final boolean whileSendingPack;

    private RemoteErrorException(String text, boolean whileSendingPack) {
        super(text);
        this.whileSendingPack = whileSendingPack;
    }

    /** What an {@code ERR} line said, before any pack. */
    static RemoteErrorException refused(String text) {
        return new RemoteErrorException(shown(text), false);
    }

    /** What the third band said, in place of the rest of the pack. */
    static RemoteErrorException died(String text) {
        return new RemoteErrorException(shown(text), true);
    }

    /** The same in other words. */
    public RemoteErrorException saying(String words) {
        return new RemoteErrorException(words, whileSendingPack);
    }

    /** Whether the failure came in place of the rest of a pack, not before it. */
    public boolean whileSendingPack() {
        return whileSendingPack;
    }

    /** Text from outside: of bounded length, and without characters that would play tricks on a terminal. */
    private static String shown(String text) {
        String line = PrintableText.of(text).strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
