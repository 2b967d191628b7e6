package io.repobackup.core.vault;

import io.repobackup.api.failure.MisconfiguredException;
import java.util.Set;
import java.util.TreeSet;

/** The version of the format that this library reads and writes, and how newer ones are refused. */
final class Format {

    static final long VERSION = 1;

    private static final Set<String> KNOWN_FEATURES = Set.of();

    private Format() {}

    static void requireVersion(Object what, long version) {
        if (version != VERSION) {
            throw new MisconfiguredException(what + " is written in format version " + version
                    + ", and this version of repobackup knows format version " + VERSION
                    + " only; use a newer version of repobackup");
        }
    }

    static void requireReadable(Object what, Requirements requires) {
        requireKnown("read", what, requires.read());
    }

    static void requireAppendable(Object what, Requirements requires) {
        requireReadable(what, requires);
        requireKnown("append to", what, requires.append());
    }

    private static void requireKnown(String action, Object what, Set<String> features) {
        Set<String> unknown = new TreeSet<>(features);
        unknown.removeAll(KNOWN_FEATURES);
        if (!unknown.isEmpty()) {
            throw new MisconfiguredException("Cannot " + action + " " + what + ": it requires the features " + unknown
                    + ", which this version of repobackup does not know; use a newer version of repobackup");
        }
    }
}
