package io.repobackup.core.git.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Object ids that lie in arrays of bytes. Their length is a multiple of four, as that of all hashes is. */
final class IdBytes {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private IdBytes() {}

    /** Four bytes of an id, as a number. */
    static int number(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    /** Whether two ids of so many bytes are the same. */
    static boolean same(byte[] a, int atA, byte[] b, int atB, int width) {
        int i = 0;
        for (; i + Long.BYTES <= width; i += Long.BYTES) {
            if ((long) LONGS.get(a, atA + i) != (long) LONGS.get(b, atB + i)) {
                return false;
            }
        }
        return i == width || number(a, atA + i) == number(b, atB + i);
    }
}
