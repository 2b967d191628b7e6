package io.repobackup.core.git.connection;

import io.repobackup.core.git.wire.RemoteErrorException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** A failure in words of the other side, which may repeat secrets that it was shown. */
final class ShownFailure {

    private ShownFailure() {}

    /** The failure itself, or another in its place where it, its causes or what it suppresses repeat a secret. */
    static IOException of(IOException seen, UnaryOperator<String> shown) {
        String everything = everything(seen);
        if (shown.apply(everything).equals(everything)) {
            return seen;
        }
        String words = shown.apply(String.valueOf(seen.getMessage()));
        IOException harmless = saying(words, seen);
        harmless.setStackTrace(seen.getStackTrace());
        return harmless;
    }

    /** Of the same kind, where callers go by it. */
    private static IOException saying(String words, IOException seen) {
        if (seen instanceof RemoteErrorException remote) {
            return remote.saying(words);
        }
        if (seen instanceof FailedAnswerException failed) {
            return failed.saying(words);
        }
        return seen instanceof EOFException ? new EOFException(words) : new IOException(words);
    }

    /** What the exception would say in a log. */
    private static String everything(Throwable seen) {
        StringBuilder text = new StringBuilder(String.valueOf(seen.getMessage()));
        for (Throwable suppressed : seen.getSuppressed()) {
            text.append('\n').append(everything(suppressed));
        }
        Throwable cause = seen.getCause();
        return cause == null
                ? text.toString()
                : text.append('\n').append(everything(cause)).toString();
    }

    /** A stream that fails like this. */
    static final class Stream extends FilterInputStream {

        private final UnaryOperator<String> shown;

        Stream(InputStream in, UnaryOperator<String> shown) {
            super(in);
            this.shown = shown;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw of(e, shown);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw of(e, shown);
            }
        }
    }
}
