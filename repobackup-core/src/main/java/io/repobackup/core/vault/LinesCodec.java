package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.MalformedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Things with ids between their collection and their spelling in a record. <i>Thread-safe.</i> */
final class LinesCodec<T> {

    private static final int LEAST_GAIN = 4;

    private final StateBlobs blobs;
    private final String extension;
    private final Function<T, String> id;
    private final Function<StoredLines<T>, JsonFields> inRecord;
    private final LineForm<T> inBlob;

    LinesCodec(
            StateBlobs blobs,
            String extension,
            Function<T, String> id,
            Function<StoredLines<T>, JsonFields> inRecord,
            LineForm<T> inBlob) {
        this.blobs = blobs;
        this.extension = extension;
        this.id = id;
        this.inRecord = inRecord;
        this.inBlob = inBlob;
    }

    /** How one thing is spelled as the value of a line. */
    record LineForm<T>(Function<T, byte[]> encode, BiFunction<String, String, T> decode) {}

    /** All things by their ids, in the order of these. */
    Map<String, T> load(StoredLines<T> stored) {
        Map<String, T> things = base(stored);
        stored.removed().forEach(things::remove);
        stored.put().forEach(thing -> things.put(id.apply(thing), thing));
        return Collections.unmodifiableMap(things);
    }

    StoredLines<T> store(Collection<T> things, StoredLines<T> earlier) {
        Map<String, T> byId = new TreeMap<>();
        things.forEach(thing -> byId.put(id.apply(thing), thing));
        StoredLines<T> inline = new StoredLines<>(Optional.empty(), List.copyOf(byId.values()), Set.of());
        int size = size(inline);
        if (size <= StateBlobs.INLINE_LIMIT) {
            return inline;
        }
        StoredLines<T> difference = difference(byId, earlier);
        if (difference.base().isPresent() && size(difference) <= Math.min(StateBlobs.INLINE_LIMIT, size / LEAST_GAIN)) {
            return difference;
        }
        return new StoredLines<>(Optional.of(write(byId)), List.of(), Set.of());
    }

    private StoredLines<T> difference(Map<String, T> things, StoredLines<T> earlier) {
        Map<String, T> base = base(earlier);
        Set<String> removed = new HashSet<>(base.keySet());
        removed.removeAll(things.keySet());
        List<T> put = new ArrayList<>();
        things.forEach((key, thing) -> {
            if (!thing.equals(base.get(key))) {
                put.add(thing);
            }
        });
        return new StoredLines<>(earlier.base(), put, removed);
    }

    private Map<String, T> base(StoredLines<T> stored) {
        Map<String, T> things = new TreeMap<>();
        stored.base()
                .ifPresent(blob -> blobs.readLines(blob).forEach((key, json) -> {
                    T thing = decode(blob, key, json);
                    things.put(id.apply(thing), thing);
                }));
        return things;
    }

    private T decode(BlobRef blob, String key, String json) {
        try {
            return inBlob.decode().apply(key, json);
        } catch (MalformedException e) {
            throw new CorruptedException(blob.key().text(), e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(blob.key().text(), "legal values", String.valueOf(e.getMessage()), e);
        }
    }

    private BlobRef write(Map<String, T> things) {
        Map<String, byte[]> lines = new TreeMap<>();
        things.forEach((key, thing) -> lines.put(key, inBlob.encode().apply(thing)));
        return blobs.writeLines(extension, lines);
    }

    private int size(StoredLines<T> lines) {
        return inRecord.apply(lines).toBytes().length;
    }
}
