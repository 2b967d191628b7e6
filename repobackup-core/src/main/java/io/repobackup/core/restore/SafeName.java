package io.repobackup.core.restore;

import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns names from outside into file names that stay where they are put, on every operating system. */
final class SafeName {

    private static final int MAX_LENGTH = 120;
    private static final int LONGEST_PATH = 700;
    private static final int DIGEST_LENGTH = 32;
    private static final Pattern PATH =
            Pattern.compile("(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9._+@%~-]+(/[A-Za-z0-9._+@%~-]+)*");
    private static final Set<String> DEVICES = Stream.concat(
                    Stream.of("con", "prn", "aux", "nul"),
                    Stream.of("com", "lpt")
                            .flatMap(port -> Stream.of("1", "2", "3", "4", "5", "6", "7", "8", "9")
                                    .map(number -> port + number)))
            .collect(Collectors.toUnmodifiableSet());

    private SafeName() {}

    /**
     * The levels of a name such as {@code acme/tool}, each as a file name. Never empty, and short enough for every file
     * system; different names may have the same path.
     */
    static String path(String name) {
        String path = Stream.of(name.split("/"))
                .filter(level -> !level.isEmpty())
                .map(SafeName::level)
                .collect(Collectors.joining("/"));
        if (path.isEmpty()) {
            return "%" + level(name);
        }
        return path.length() <= LONGEST_PATH ? path : level(name) + "~" + digest(name);
    }

    /** Whether this could be a path that was made here. */
    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /** One level as a file name: other bytes than letters, digits and a few marks become {@code %xx}. */
    static String level(String text) {
        if (text.isEmpty()) {
            return "%";
        }
        StringBuilder name = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length && name.length() < MAX_LENGTH; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean edgeDot = c == '.' && (i == 0 || i == bytes.length - 1);
            if (isPlain(c) && !edgeDot) {
                name.append(c);
            } else {
                name.append('%').append(String.format(Locale.ROOT, "%02x", (int) c));
            }
        }
        if (name.charAt(name.length() - 1) == '.') {
            name.replace(name.length() - 1, name.length(), "%2e");
        }
        String stem = name.toString().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) ? "%" + name : name.toString();
    }

    /** What tells texts apart that look alike as file names. */
    static String digest(String name) {
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGEST_LENGTH);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-'
                || c == '+'
                || c == '@';
    }
}
