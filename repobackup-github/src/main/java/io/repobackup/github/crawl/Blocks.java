package io.repobackup.github.crawl;

import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list cut into blocks of about 32 items, each with a digest, so that what changed without a new time of change can be
 * told: a reaction, a label that was renamed. Where a block begins depends on the ids alone, so that an item more or less
 * changes one block. <i>Confined to one thread.</i>
 */
final class Blocks {

    private static final int MEAN = 32;
    private static final int LONGEST = 8 * MEAN;
    private static final int DIGITS = 16;

    private final Map<String, String> before;
    private final Map<String, String> now = new LinkedHashMap<>();
    private final List<Entry> open = new ArrayList<>();
    private String first = "";

    Blocks(Map<String, String> before) {
        this.before = before;
    }

    /** Adds the next item. Returns what has to be written again: the items of a block that ended, if it is not as it was. */
    List<Entry> add(String id, Entry entry) {
        boolean begins = open.isEmpty()
                || open.size() >= LONGEST
                || Sha256.of(utf8(id)).hex().hashCode() % MEAN == 0;
        List<Entry> changed = begins ? end() : List.of();
        if (begins) {
            first = id;
        }
        open.add(entry);
        return changed;
    }

    /** Ends the last block. Returns what {@link #add} does. */
    List<Entry> end() {
        if (open.isEmpty()) {
            return List.of();
        }
        MessageDigest sum = Sha256.digest();
        open.forEach(entry -> sum.update(entry.json()));
        String digest = Sha256.from(sum).hex().substring(0, DIGITS);
        List<Entry> changed = digest.equals(before.get(first)) ? List.of() : List.copyOf(open);
        now.put(first, digest);
        open.clear();
        return changed;
    }

    /** The digests, by the ids of the first items. */
    Map<String, String> digests() {
        return now;
    }

    private static byte[] utf8(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
