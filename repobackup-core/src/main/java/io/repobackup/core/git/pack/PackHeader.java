package io.repobackup.core.git.pack;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** The first bytes of a pack, which say how many objects follow. */
final class PackHeader {

    private static final byte[] SIGNATURE = {'P', 'A', 'C', 'K'};

    private PackHeader() {}

    /** Reads the header, and gives the number of objects that it claims. */
    static int read(PackStream in, Failures failures) {
        try {
            requireSignature(in, failures);
            return objects(in, failures);
        } catch (IOException e) {
            throw failures.broken(e, 0, 0, in.position());
        }
    }

    private static void requireSignature(PackStream in, Failures failures) throws IOException {
        byte[] signature = in.next(SIGNATURE.length);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw failures.damaged(
                    "a git pack", "a beginning of " + HexFormat.of().formatHex(signature));
        }
        long version = number(in);
        if (version != 2 && version != 3) {
            throw failures.damaged("a pack of version 2 or 3", "version " + version);
        }
    }

    private static int objects(PackStream in, Failures failures) throws IOException {
        long claimed = number(in);
        if (claimed > Integer.MAX_VALUE - 64) {
            throw failures.damaged("fewer than 2^31 objects", claimed + " objects");
        }
        return (int) claimed;
    }

    private static long number(PackStream in) throws IOException {
        long number = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            number = (number << 8) | in.next();
        }
        return number;
    }
}
