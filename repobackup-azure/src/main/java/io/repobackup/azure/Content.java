package io.repobackup.azure;

import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;

/** Bytes as the body of a request, which may be sent several times. */
final class Content {

    private Content() {}

    /** Without a copy where the bytes fill their array. */
    static BinaryData of(ByteBuffer bytes) {
        boolean fills = bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.remaining() == bytes.array().length;
        return fills ? BinaryData.fromBytes(bytes.array()) : BinaryData.fromByteBuffer(bytes.duplicate());
    }
}
