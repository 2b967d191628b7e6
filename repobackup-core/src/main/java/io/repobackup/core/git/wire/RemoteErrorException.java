package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal or a failure that the other side reported in words, within the protocol. */
public final class RemoteErrorException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 500;
    private static final Pattern ID =
            Pattern.compile("(?<![0-9a-fA-F])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40})(?![0-9a-fA-F])");

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

    /** What an upload-pack on this machine died of, whether it was in the middle of a pack or about to begin one. */
    public static RemoteErrorException died(Throwable seen) {
        String text = seen.getMessage();
        RemoteErrorException died = new RemoteErrorException(shown(text == null ? seen.toString() : text), true);
        died.initCause(seen);
        return died;
    }

    /** The object that the words name, as they do when it cannot be had. */
    public Optional<ObjectId> object() {
        Matcher matcher = ID.matcher(String.valueOf(getMessage()));
        return matcher.find() ? Optional.of(new ObjectId(matcher.group().toLowerCase(Locale.ROOT))) : Optional.empty();
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
