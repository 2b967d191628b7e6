package io.repobackup.core.vault.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times as a vault writes them: UTC, milliseconds, {@code Z}: {@code 2026-11-20T10:54:00.123Z}. */
final class JsonTime {

    private static final Pattern GRAMMAR =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JsonTime() {}

    static String format(Instant time) {
        String text = FORMAT.format(time);
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("a time in a vault lies in the years 0 to 9999, not at " + time);
        }
        return text;
    }

    static Instant parse(String path, String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new MalformedException("a UTC time with milliseconds in " + path, "'" + text + "'");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedException("a UTC time in " + path, "'" + text + "'", e);
        }
    }
}
