package io.repobackup.azure;

import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as the body of a request, which may be sent several times: without a copy, and in short pieces, since the transport
 * copies each piece into memory of its own before it sends any of it.
 */
final class Content {

    /** What the transport keeps for the next piece instead of allocating it anew. */
    private static final int PIECE_IN_BYTES = 64 << 10;

    private Content() {}

    static BinaryData of(ByteBuffer bytes) {
        List<ByteBuffer> pieces = new ArrayList<>(1 + bytes.remaining() / PIECE_IN_BYTES);
        for (int at = bytes.position(); at < bytes.limit(); at += PIECE_IN_BYTES) {
            pieces.add(bytes.slice(at, Math.min(PIECE_IN_BYTES, bytes.limit() - at)));
        }
        return BinaryData.fromListByteBuffer(pieces);
    }
}
