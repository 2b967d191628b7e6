package io.repobackup.age;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads key files: comments, blank lines, and lines with secret keys. Messages tell the number of a line, never what it says. */
final class KeyFile {

    private static final String PREFIX = "AGE-SECRET-KEY-";
    private static final String ENCRYPTED = "age-encryption.org/";
    private static final String ARMOURED = "-----BEGIN";

    private KeyFile() {}

    /** The lines with secret keys, whose check sums are right. */
    static List<Secret> secretsOf(char[] file) {
        List<Secret> secrets = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < file.length; number++) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            CharBuffer line = stripped(file, start, end);
            if (line.hasRemaining() && line.charAt(0) != '#') {
                secrets.add(secret(line, number + 1));
            }
            start = end + 1;
        }
        if (secrets.isEmpty()) {
            throw new MisconfiguredException(
                    "Reading a file of age keys: there is none in it; a key is a line that begins"
                            + " with AGE-SECRET-KEY-1, as age-keygen writes it");
        }
        return secrets;
    }

    /** The recipient of a secret key that {@link #secretsOf} gave. */
    static AgeRecipient recipientOf(Secret secret) {
        char[] text = secret.reveal();
        byte[] key = Bech32Key.decode(PREFIX, CharBuffer.wrap(text)).orElseThrow();
        try {
            return new AgeRecipient(Bech32Key.encode("age", PublicHalf.of(key)).toString());
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Secret secret(CharBuffer line, int number) {
        if (startsWith(line, "age1")) {
            throw refused(
                    number, "is a recipient, which can only encrypt; give the line that begins with AGE-SECRET-KEY-1");
        }
        if (startsWith(line, ENCRYPTED) || startsWith(line, ARMOURED)) {
            throw refused(number, "begins a file that is encrypted itself; decrypt it with «age -d» first");
        }
        if (startsWith(line, PREFIX.toLowerCase(Locale.ROOT))) {
            throw refused(number, "is a secret key in small letters; age writes it in capitals");
        }
        if (!startsWith(line, PREFIX)) {
            throw refused(
                    number, "is no X25519 key, which begins with AGE-SECRET-KEY-1, nor a comment, which begins with #");
        }
        byte[] key = Bech32Key.decode(PREFIX, line)
                .orElseThrow(() -> refused(number, "is mistyped or not whole: its check sum is wrong; copy it again"));
        Arrays.fill(key, (byte) 0);
        char[] text = new char[line.remaining()];
        line.get(text);
        try {
            return Secret.of(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static CharBuffer stripped(char[] file, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(file[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(file[to - 1])) {
            to--;
        }
        return CharBuffer.wrap(file, from, to - from).slice();
    }

    private static boolean startsWith(CharBuffer line, String prefix) {
        return line.remaining() >= prefix.length()
                && CharSequence.compare(line.subSequence(0, prefix.length()), prefix) == 0;
    }

    private static MisconfiguredException refused(int number, String why) {
        return new MisconfiguredException("Reading a file of age keys: line " + number + " " + why);
    }
}
