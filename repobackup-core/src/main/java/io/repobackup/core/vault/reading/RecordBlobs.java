package io.repobackup.core.vault.reading;

import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredLines;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.StoredState;
import java.util.function.Consumer;

/** Notes which blobs a record names, and which of them a restore of it reads. <i>Confined to one thread.</i> */
public final class RecordBlobs {

    private final NamedBlobs blobs;
    private final StateReading states;

    /** Notes into these blobs what these states tell. */
    public RecordBlobs(NamedBlobs blobs, StateReading states) {
        this.blobs = blobs;
        this.states = states;
    }

    /** Takes note of the blobs of a record, those of its pending captures included. */
    public void note(LogRecord record) {
        long number = record.number();
        for (PartRecord part : record.parts().values()) {
            part.content()
                    .map(PartContent::stored)
                    .ifPresent(content ->
                            note(content, blob -> blobs.need(number, blob), blob -> blobs.mention(number, blob)));
            part.pending()
                    .map(PartContent::stored)
                    .ifPresent(content ->
                            note(content, blob -> blobs.mention(number, blob), blob -> blobs.mention(number, blob)));
        }
    }

    private void note(StoredContent content, Consumer<BlobRef> restored, Consumer<BlobRef> other) {
        if (content instanceof StoredGit git) {
            note(git, restored, other);
        } else if (content instanceof StoredMetadata metadata) {
            note(metadata, restored, other);
        }
    }

    private static void note(StoredGit git, Consumer<BlobRef> restored, Consumer<BlobRef> other) {
        git.refs().base().ifPresent(restored);
        for (PackEntry pack : git.packs()) {
            restored.accept(pack.bundle());
            restored.accept(pack.index());
            other.accept(pack.external());
        }
    }

    private void note(StoredMetadata metadata, Consumer<BlobRef> restored, Consumer<BlobRef> other) {
        metadata.segments().stream().map(Segment::blob).forEach(restored);
        metadata.contents().base().ifPresent(restored);
        for (ContentEntry content : states.contents(metadata.contents())) {
            content.stored().ifPresent(restored);
        }
        metadata.ids().values().stream().map(StoredLines::base).forEach(base -> base.ifPresent(other));
        if (metadata.state() instanceof StoredState.Stored state) {
            other.accept(state.blob());
        }
    }
}
