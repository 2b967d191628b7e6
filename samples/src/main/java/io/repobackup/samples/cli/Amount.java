package io.repobackup.samples.cli;

import java.time.Duration;
import java.util.Locale;

/** Sizes, counts and times in words for people. */
final class Amount {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amount() {}

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** So many of something, given in the singular. */
    static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s", count, one + (count == 1 ? "" : "s"));
    }

    static String time(Duration took) {
        long seconds = took.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return seconds < 60
                ? seconds + " s"
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
