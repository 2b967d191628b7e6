package io.repobackup.core.capture;

import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.SegmentOutput;
import io.repobackup.core.vault.SubjectBlobs;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A segment on its way into the vault. The upload begins with the first line, so that an empty segment costs nothing.
 * <i>Confined to the thread of the capture.</i>
 */
final class StoredSegment implements SegmentWriter {

    private static final int MAX_ID_LENGTH = 255;

    private final String kind;
    private final Segment.Mode mode;
    private final SubjectBlobs blobs;
    private final Holdings holdings;
    private final Runnable onClose;
    private final Set<String> put = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private @Nullable SegmentOutput output;
    private boolean open = true;

    StoredSegment(String kind, Segment.Mode mode, SubjectBlobs blobs, Holdings holdings, Runnable onClose) {
        this.kind = kind;
        this.mode = mode;
        this.blobs = blobs;
        this.holdings = holdings;
        this.onClose = onClose;
    }

    @Override
    public void put(String id, byte[] json) {
        output().put(checked(id), json);
        removed.remove(id);
        put.add(id);
    }

    @Override
    public void remove(String id) {
        output().remove(checked(id));
        put.remove(id);
        removed.add(id);
    }

    @Override
    public void commit() {
        checkOpen();
        if (output != null || mode == Segment.Mode.REPLACE) {
            holdings.add(output().commit(kind, mode), put, removed);
        }
        close();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            onClose.run();
            if (output != null) {
                output.close();
            }
        }
    }

    private SegmentOutput output() {
        checkOpen();
        if (output == null) {
            output = SegmentOutput.begin(blobs.data());
        }
        return output;
    }

    private static String checked(String id) {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "the id of an item has 1 to " + MAX_ID_LENGTH + " characters, not '" + id + "'");
        }
        return id;
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the segment of " + kind + " was committed or closed before");
        }
    }
}
