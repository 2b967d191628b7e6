package io.repobackup.core.items;

import io.repobackup.api.failure.NoSpaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The items of a kind after all segments up to a moment: of each id the last value, without those that are gone. Values
 * wait in a scratch file, ids in memory: about 150 bytes for each.
 *
 * <p><i>Confined to one thread.</i> Closing it removes the scratch file.
 */
public final class MergedItems implements AutoCloseable {

    private final Path file;
    private final FileChannel scratch;
    private final Map<String, Place> places = new TreeMap<>();
    private long end;

    private MergedItems(Path file, FileChannel scratch) {
        this.file = file;
        this.scratch = scratch;
    }

    /** No items yet, with a scratch file in this directory. */
    public static MergedItems in(Path scratchDirectory) {
        try {
            Files.createDirectories(scratchDirectory);
            Path file = Files.createTempFile(scratchDirectory, "items-", ".jsonl");
            return new MergedItems(
                    file,
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw noScratch(scratchDirectory, e);
        }
    }

    /** Forgets every item: a segment follows that replaces all before it. */
    public void clear() {
        places.clear();
    }

    /** Applies the lines of a segment, in their order. */
    public void apply(Iterator<ItemLine> segment) {
        try {
            while (segment.hasNext()) {
                apply(segment.next());
            }
        } catch (IOException e) {
            throw noScratch(file, e);
        }
    }

    /** Every item's JSON on one line each, ordered by id. Read it before anything else is applied or closed. */
    public Stream<byte[]> values() {
        return places.values().stream().map(this::read);
    }

    /** How many items there are. */
    public int size() {
        return places.size();
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } catch (IOException e) {
            throw noScratch(file, e);
        }
    }

    private void apply(ItemLine item) throws IOException {
        Optional<byte[]> value = item.value();
        if (value.isEmpty()) {
            places.remove(item.id());
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value.get());
        places.put(item.id(), new Place(end, bytes.remaining()));
        while (bytes.hasRemaining()) {
            end += scratch.write(bytes, end);
        }
    }

    private byte[] read(Place place) {
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = scratch.read(bytes, place.offset() + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    private static NoSpaceException noScratch(Path where, IOException e) {
        return new NoSpaceException(
                "Cannot use scratch space at " + where + " (" + e.getMessage()
                        + "); free space there or set another scratch directory",
                e);
    }

    private record Place(long offset, int length) {}
}
