package io.repobackup.core.vault.key;

import io.repobackup.api.sink.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A component of a key that stands for any text, as docs/FORMAT.md spells it: {@code a-z 0-9 . _ -} stay, every other
 * byte of the UTF-8 text is {@code %xx}, and so is a dot at either end; what would be longer than 120 bytes is its first
 * 80, a tilde and 32 hex digits of the text's SHA-256. Different texts never share a component.
 */
public final class KeyComponent {

    private static final int MAX_LENGTH = 120;
    private static final int KEPT_LENGTH = 80;
    private static final int DIGEST_LENGTH = 32;
    private static final char SHORTENED = '~';

    private KeyComponent() {}

    /**
     * The component for this text.
     *
     * @param text at least one character
     */
    public static String escape(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a component of a key cannot be empty");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean atAnEnd = i == 0 || i == bytes.length - 1;
            append(escaped, bytes[i], atAnEnd);
        }
        return escaped.length() <= MAX_LENGTH ? escaped.toString() : shorten(escaped, bytes);
    }

    /** The text of a component; empty when it was shortened or is no component that {@link #escape} makes. */
    public static Optional<String> unescape(String component) {
        if (component.indexOf(SHORTENED) >= 0) {
            return Optional.empty();
        }
        return decode(component).filter(text -> !text.isEmpty() && escape(text).equals(component));
    }

    private static void append(StringBuilder escaped, byte b, boolean atAnEnd) {
        if (stays((char) (b & 0xff)) && !(b == '.' && atAnEnd)) {
            escaped.append((char) b);
        } else {
            escaped.append('%').append(HexFormat.of().toHexDigits(b));
        }
    }

    private static boolean stays(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }

    private static String shorten(StringBuilder escaped, byte[] text) {
        return escaped.substring(0, KEPT_LENGTH)
                + SHORTENED
                + Sha256.of(text).hex().substring(0, DIGEST_LENGTH);
    }

    private static Optional<String> decode(String component) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < component.length(); i++) {
            if (component.charAt(i) != '%') {
                bytes.write(component.charAt(i));
            } else if (component.substring(i).matches("(?s)%[0-9a-f]{2}.*")) {
                bytes.write(Integer.parseInt(component.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
