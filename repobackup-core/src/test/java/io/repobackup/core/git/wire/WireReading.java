package io.repobackup.core.git.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** What other packages of tests read of the wire. */
public final class WireReading {

    private WireReading() {}

    /** All pkt-lines to the end of the stream; how many. */
    public static int lines(InputStream in) throws IOException {
        PktLineReader lines = new PktLineReader(in);
        int count = 0;
        while (lines.next() != Packet.END_OF_STREAM) {
            count += lines.text().isEmpty() ? 0 : 1;
        }
        return count;
    }

    /** A side-band to its flush; the length of its data and of what was said. */
    public static long sideBand(InputStream in) throws IOException {
        AtomicLong said = new AtomicLong();
        try (InputStream band = new SideBandInputStream(new PktLineReader(in), text -> said.addAndGet(text.length()))) {
            return band.transferTo(java.io.OutputStream.nullOutputStream()) + said.get();
        }
    }

    /** An answer to a request for a pack, to the end of the pack. */
    public static long fetch(InputStream in) throws IOException {
        var response = FetchResponse.read(in);
        if (response.isEmpty()) {
            return 0;
        }
        try (InputStream pack = response.get().pack(said -> {})) {
            return pack.transferTo(java.io.OutputStream.nullOutputStream())
                    + response.get().shallow().size();
        }
    }
}
