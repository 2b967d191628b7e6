package io.repobackup.s3;

import io.repobackup.api.sink.Sha256;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;

/** Bytes to send, which stay where they are. <i>Confined to one thread at a time.</i> */
final class Content {

    static final String TYPE = "application/octet-stream";

    private final byte[] array;
    private final int length;

    Content(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    long length() {
        return length;
    }

    /** The bytes, as often as they have to be sent. */
    RequestBody body() {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(array, 0, length), length, TYPE);
    }

    Sha256 sha256() {
        MessageDigest digest = Sha256.digest();
        digest.update(array, 0, length);
        return Sha256.from(digest);
    }

    /** MD5 as the header {@code Content-MD5} has it. */
    String md5() {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(array, 0, length);
            return base64(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /** CRC-32 as the S3 API writes it. */
    String crc32() {
        CRC32 crc = new CRC32();
        crc.update(array, 0, length);
        int value = (int) crc.getValue();
        return base64(new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    /** A digest as the S3 API writes it. */
    static String base64(Sha256 sha256) {
        return base64(HexFormat.of().parseHex(sha256.hex()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
