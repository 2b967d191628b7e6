package io.repobackup.core.vault.signing;

import io.repobackup.core.vault.json.MalformedException;
import java.util.Base64;

/** Bytes as base64 of RFC 4648 with padding; every value has one spelling. */
final class Base64Text {

    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** So many bytes. */
    static byte[] decode(String text, int size, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == size && of(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // It is no base64 at all; the same is said of it.
        }
        throw new MalformedException(what + ", " + size + " bytes in base64", "something else");
    }
}
