package io.repobackup.core.git.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of a pack, to be read again anywhere: in memory while they are few, then in a scratch file. */
final class PackStore implements AutoCloseable {

    private static final int SEGMENT = 1 << 16;

    private final PackLimits limits;
    private final List<byte[]> segments = new ArrayList<>();
    private @Nullable ScratchFile file;
    private long size;

    PackStore(PackLimits limits, PackDescription description) {
        this.limits = limits;
        description.sizeInBytes().stream()
                .filter(expected -> expected > limits.memoryThreshold())
                .forEach(expected -> ScratchFile.requireRoom(limits.scratch(), expected));
    }

    void append(byte[] bytes, int offset, int length) {
        if (file == null && size + length > limits.memoryThreshold()) {
            file = moveToFile();
        }
        if (file == null) {
            appendToMemory(bytes, offset, length);
        } else {
            file.append(bytes, offset, length);
        }
        size += length;
    }

    /** Reads at least one and at most so many bytes; the position is inside. */
    int read(long position, byte[] into, int length) {
        if (file != null) {
            return file.read(position, into, length);
        }
        int at = (int) (position % SEGMENT);
        int count = (int) Math.min(Math.min(length, SEGMENT - at), size - position);
        System.arraycopy(segments.get((int) (position / SEGMENT)), at, into, 0, count);
        return count;
    }

    @Override
    public void close() {
        segments.clear();
        if (file != null) {
            file.close();
        }
    }

    private void appendToMemory(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            int at = (int) ((size + done) % SEGMENT);
            if (at == 0) {
                segments.add(new byte[SEGMENT]);
            }
            int count = Math.min(length - done, SEGMENT - at);
            System.arraycopy(bytes, offset + done, segments.get(segments.size() - 1), at, count);
            done += count;
        }
    }

    private ScratchFile moveToFile() {
        ScratchFile target = ScratchFile.in(limits.scratch());
        for (int i = 0; i < segments.size(); i++) {
            target.append(segments.get(i), 0, (int) Math.min(SEGMENT, size - (long) i * SEGMENT));
        }
        segments.clear();
        return target;
    }
}
