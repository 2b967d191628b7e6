package io.repobackup.core.git.local;

import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The name of a file as the bytes that the file system has. {@link Path#toString()} decodes them by the locale, which
 * loses what it cannot spell: every letter beyond ASCII where the locale is C.
 */
final class FileNameBytes {

    private FileNameBytes() {}

    /** The last component of the path, each character one byte. */
    static String of(Path path) {
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return decoded(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
    }

    private static String decoded(String escaped) {
        StringBuilder bytes = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.append((char) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                bytes.append(c);
            }
        }
        return bytes.toString();
    }
}
