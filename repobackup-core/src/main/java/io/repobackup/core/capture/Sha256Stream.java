package io.repobackup.core.capture;

import io.repobackup.api.sink.Sha256;
import java.security.MessageDigest;

/** The digest and the length of bytes that pass. <i>Confined to one thread.</i> */
final class Sha256Stream {

    private final MessageDigest digest = Sha256.digest();
    private long length;

    void update(byte[] buffer, int count) {
        digest.update(buffer, 0, count);
        length += count;
    }

    String finish() {
        return Sha256.from(digest).hex();
    }

    long length() {
        return length;
    }
}
