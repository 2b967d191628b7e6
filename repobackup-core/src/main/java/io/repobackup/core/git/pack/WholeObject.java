package io.repobackup.core.git.pack;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Hashes an object that comes in pieces, and gathers it where its content is wanted. <i>Confined to one thread.</i> */
final class WholeObject implements Inflation.Piece {

    private final Hashing hashing;
    private final boolean gathers;
    private byte[] gathered;
    private int length;

    WholeObject(Hashing hashing, ObjectKind kind, long size) {
        this.hashing = hashing;
        this.gathers = Findings.mustSee(kind, size);
        this.gathered = new byte[gathers ? 2 * Inflation.AT_ONCE : 0];
        hashing.begin(kind, size);
    }

    @Override
    public void accept(byte[] bytes, int count) {
        hashing.update(bytes, count);
        if (gathers) {
            gather(bytes, count);
        }
    }

    /** The id of what came, in an array that is used again. */
    byte[] id() throws DataFormatException {
        return hashing.finish();
    }

    /** What was gathered, at the beginning of an array. */
    byte[] content() {
        return gathered;
    }

    private void gather(byte[] bytes, int count) {
        if (count > gathered.length - length) {
            int grown = (int) Math.min(2L * gathered.length, Integer.MAX_VALUE - 64L);
            gathered = Arrays.copyOf(gathered, Math.max(grown, length + count));
        }
        System.arraycopy(bytes, 0, gathered, length, count);
        length += count;
    }
}
