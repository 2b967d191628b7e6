package io.repobackup.github.app;

import java.io.ByteArrayOutputStream;

/**
 * As much of <a href="https://www.itu.int/rec/T-REC-X.690">DER</a> as wraps a key of PKCS #1 into one of <a
 * href="https://www.rfc-editor.org/rfc/rfc5208#section-5">PKCS #8</a>, which is what Java reads.
 */
final class Der {

    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** {@code SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.1.1, NULL }}: rsaEncryption. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private Der() {}

    /** {@code PrivateKeyInfo ::= SEQUENCE { version, privateKeyAlgorithm, privateKey OCTET STRING }}. */
    static byte[] rsaPrivateKeyInfo(byte[] rsaPrivateKey) {
        return element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, rsaPrivateKey));
    }

    private static byte[] element(int tag, byte[]... content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int length = 0;
        for (byte[] part : content) {
            length += part.length;
        }
        bytes.write(tag);
        writeLength(bytes, length);
        for (byte[] part : content) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** One byte up to 127, else the number of bytes that follow, and these. */
    private static void writeLength(ByteArrayOutputStream bytes, int length) {
        if (length < 0x80) {
            bytes.write(length);
            return;
        }
        int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
        bytes.write(0x80 | count);
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write(length >>> shift);
        }
    }
}
