package io.repobackup.s3;

import io.repobackup.s3.UploadMemory.Loan;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one part, gathered. The first of an upload begins small and outside of the memory that uploads share, for most
 * blobs end before they need any of that. <i>Confined to one thread at a time.</i>
 */
final class PartBuffer {

    /** What each upload may hold besides what is shared. */
    static final int MOST_UNSHARED = 1 << 20;

    private static final int FIRST_CAPACITY = 64 << 10;

    private final @Nullable Loan loan;
    private final int capacity;
    private byte[] array;
    private int length;

    private PartBuffer(@Nullable Loan loan, byte[] array, int capacity) {
        this.loan = loan;
        this.array = array;
        this.capacity = capacity;
    }

    /** A buffer for what may end soon. */
    static PartBuffer beginning() {
        return new PartBuffer(null, new byte[FIRST_CAPACITY], MOST_UNSHARED);
    }

    /** A buffer in shared memory. */
    static PartBuffer in(Loan shared) {
        return new PartBuffer(shared, shared.array(), shared.array().length);
    }

    boolean isBeginning() {
        return loan == null;
    }

    boolean isFull() {
        return length == capacity;
    }

    /** Takes as many bytes as there is room for. */
    void take(ByteBuffer bytes) {
        int taken = Math.min(bytes.remaining(), capacity - length);
        if (length + taken > array.length) {
            long doubled = Math.max(2L * array.length, length + taken);
            array = Arrays.copyOf(array, (int) Math.min(capacity, doubled));
        }
        bytes.get(array, length, taken);
        length += taken;
    }

    /** The same bytes, with more room in shared memory. */
    PartBuffer movedTo(Loan shared) {
        PartBuffer larger = in(shared);
        larger.take(ByteBuffer.wrap(array, 0, length));
        return larger;
    }

    /** Is on its way, which ends by itself. */
    void sending(UploadMemory memory) {
        if (loan != null) {
            memory.sending(loan);
        }
    }

    /** Is used no more; gives shared memory back. */
    void drop(UploadMemory memory) {
        if (loan != null) {
            memory.give(loan);
        }
    }

    /** Is used no more, apart from what may still read it. */
    void forget(UploadMemory memory) {
        if (loan != null) {
            memory.forget(loan);
        }
    }

    /** The bytes where they lie; true until the buffer takes more. */
    Content content() {
        return new Content(array, length);
    }
}
