package io.repobackup.core.restore;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns names from outside into file names that stay where they are put, on every operating system. */
final class SafeName {

    private static final int MAX_LENGTH = 120;
    private static final Set<String> DEVICES = Stream.concat(
                    Stream.of("con", "prn", "aux", "nul"),
                    Stream.of("com", "lpt")
                            .flatMap(port -> Stream.of("1", "2", "3", "4", "5", "6", "7", "8", "9")
                                    .map(number -> port + number)))
            .collect(Collectors.toUnmodifiableSet());

    private SafeName() {}

    /** The levels of a name such as {@code acme/tool}, each as a file name. */
    static String path(String name) {
        return Stream.of(name.split("/"))
                .filter(level -> !level.isEmpty())
                .map(SafeName::level)
                .collect(Collectors.joining("/"));
    }

    /** One level as a file name: other bytes than letters, digits and a few marks become {@code %xx}. */
    static String level(String text) {
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
        String stem = name.toString().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) ? "%" + name : name.toString();
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
