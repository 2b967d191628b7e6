package io.repobackup.core.fuzz;

import com.sun.management.ThreadMXBean;
import io.repobackup.api.failure.RepobackupException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads one input, and judges how that ended and what it took. */
final class Trial {

    /** What any reading may allocate in this thread, in bytes, besides so many for each byte of the input. */
    private static final long ALLOCATION = 8L << 20;

    private static final long ALLOCATION_PER_BYTE = 1_024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Format format;

    Trial(Format format) {
        this.format = format;
    }

    /** Fails with the input and how to keep it, unless the reading ended as it must. */
    void run(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Throwable end = end(input.clone());
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (end != null && !isExpected(end)) {
            throw new AssertionError(found(input, "ended with " + end), end);
        }
        if (allocated > ALLOCATION + ALLOCATION_PER_BYTE * input.length) {
            throw new AssertionError(found(input, "allocated " + allocated + " bytes"), end);
        }
        for (Throwable cause = end; cause != null; cause = cause.getCause()) {
            if (isOurs(cause) && !isPlain(String.valueOf(cause.getMessage()))) {
                throw new AssertionError(found(input, "put a control character into a message"), cause);
            }
        }
    }

    private @Nullable Throwable end(byte[] input) {
        try {
            format.reading().read(input);
            return null;
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return e;
        }
    }

    /** Inside of core, checked exceptions are signals. */
    private static boolean isExpected(Throwable end) {
        return end instanceof RepobackupException || end instanceof IOException;
    }

    /** What others put into the messages of causes is seen in traces only. */
    private static boolean isOurs(Throwable cause) {
        return cause.getClass().getName().startsWith("io.repobackup.");
    }

    private static boolean isPlain(String message) {
        return message.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private String found(byte[] input, String what) {
        return "Reading " + format + " " + what + ". To keep the input: echo "
                + Base64.getEncoder().encodeToString(input) + " | base64 -d > src/test/resources/fuzz/" + format
                + "/what-it-is";
    }
}
