package io.repobackup.core.vault;

import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.json.MalformedException;
import java.util.HexFormat;

/**
 * Names of refs in JSON. They are bytes in no particular encoding, so every byte outside of printable ASCII is
 * {@code %xx}, and so are {@code % " \} and the space.
 */
final class RefNameText {

    private RefNameText() {}

    static String encode(RefName name) {
        StringBuilder text = new StringBuilder(name.text().length());
        for (char c : name.text().toCharArray()) {
            if (c > ' ' && c < 0x7f && c != '%' && c != '"' && c != '\\') {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().toHexDigits((byte) c));
            }
        }
        return text.toString();
    }

    static RefName decode(String text) {
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                name.append((char) code(text, i));
                i += 2;
            } else {
                name.append(text.charAt(i));
            }
        }
        return new RefName(name.toString());
    }

    private static int code(String text, int at) {
        if (at + 3 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw new MalformedException("two hex digits after % in the name of a ref", text);
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }
}
