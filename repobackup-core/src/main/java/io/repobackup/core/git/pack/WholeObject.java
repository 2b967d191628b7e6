package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.util.Arrays;

/** Hashes an object that comes in pieces, and gathers it where its content is wanted. */
final class WholeObject implements Inflation.Piece {

    private static final int KEPT = 1 << 20;

    private final Hashing hashing;
    private byte[] gathered = new byte[1 << 15];
    private ObjectKind kind = ObjectKind.BLOB;
    private boolean gathers;
    private int length;

    WholeObject(ObjectFormat format) {
        this.hashing = new Hashing(format);
    }

    void begin(ObjectKind kindOfNext, long size) {
        hashing.begin(kindOfNext, size);
        kind = kindOfNext;
        gathers = PackContents.mustSee(kindOfNext, size);
        length = 0;
        if (gathered.length > KEPT) {
            gathered = new byte[1 << 15];
        }
    }

    @Override
    public void accept(byte[] bytes, int count) {
        hashing.update(bytes, count);
        if (gathers) {
            gather(bytes, count);
        }
    }

    /** Hands the object over, and gives the slot of its id. */
    int finish(PackContents contents) {
        return contents.add(kind, hashing.finish(), gathered, gathers ? length : PointerParser.TOO_LONG);
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
