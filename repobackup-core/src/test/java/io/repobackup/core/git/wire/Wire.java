package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Hand-made answers of a git server. */
final class Wire {

    static final ObjectId A = new ObjectId("a".repeat(40));
    static final ObjectId B = new ObjectId("b".repeat(40));

    private Wire() {}

    static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    static InputStream stream(String raw) {
        return stream(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    static InputStream stream(PktLineWriter message) {
        return stream(message.toByteArray());
    }

    static byte[] band(int band, byte[] data) {
        byte[] payload = new byte[data.length + 1];
        payload[0] = (byte) band;
        System.arraycopy(data, 0, payload, 1, data.length);
        return payload;
    }

    static byte[] band(int band, String words) {
        return band(band, words.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
