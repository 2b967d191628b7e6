package io.repobackup.core.capture;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.SubjectBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the bytes of linked content, each once, and keeps the ledger. What is missing is tried again in the next run.
 * <i>Confined to the thread of the capture.</i>
 */
final class ContentFetch {

    /** So many are told to the reader at once. */
    private static final int AT_ONCE = 100;

    private static final int BUFFER_SIZE = 1 << 16;

    private final Subject subject;
    private final ContentReader reader;
    private final SubjectBlobs blobs;
    private final Holdings holdings;
    private final CaptureMonitor monitor;
    private final MissingLines missing = new MissingLines();

    ContentFetch(Subject subject, ContentReader reader, SubjectBlobs blobs, Holdings holdings, CaptureMonitor monitor) {
        this.subject = subject;
        this.reader = reader;
        this.blobs = blobs;
        this.holdings = holdings;
        this.monitor = monitor;
    }

    /**
     * Tries everything that is wanted.
     *
     * @param checkpoint makes what was fetched so far survive a kill, and a failure of this
     * @return what could not be had, in a bounded number of lines
     */
    List<String> fetchAll(Runnable checkpoint) {
        List<ContentEntry> wanted = holdings.wanted();
        Savings savings = new Savings(holdings, checkpoint);
        try {
            for (int from = 0; from < wanted.size(); from += AT_ONCE) {
                List<ContentEntry> next = wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE));
                fetch(next, from, wanted.size(), savings);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            savings.rescue(e);
            throw e;
        }
        return missing.lines();
    }

    private void fetch(List<ContentEntry> next, int done, int all, Savings savings) {
        monitor.checkCancelled();
        ContentReader opener =
                reader.expecting(subject, next.stream().map(ContentEntry::ref).toList());
        for (int i = 0; i < next.size(); i++) {
            monitor.checkCancelled();
            ContentEntry entry = fetch(next.get(i), opener);
            holdings.update(entry);
            entry.missing().ifPresent(reason -> missing.add(entry.ref().id(), reason));
            monitor.progress(done + i + 1L, all, "contents");
            savings.whenDue();
        }
    }

    private ContentEntry fetch(ContentEntry entry, ContentReader opener) {
        Optional<BlobRef> here = entry.ref().sha256().flatMap(holdings::withDigest);
        if (here.isPresent()) {
            return entry.withStored(here.get());
        }
        try {
            return entry.withStored(store(entry.ref(), opener));
        } catch (CancelledException | RateLimitedException e) {
            throw e;
        } catch (RepobackupException e) {
            return entry.withMissing(String.valueOf(e.getMessage()));
        }
    }

    private BlobRef store(ContentRef content, ContentReader opener) {
        try (InputStream in = opener.open(subject, content);
                BlobWriter blob = blobs.data().begin("blob")) {
            Sha256Stream digest = new Sha256Stream();
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                monitor.checkCancelled();
                digest.update(buffer, n);
                blob.write(ByteBuffer.wrap(buffer, 0, n));
            }
            String sha256 = digest.finish();
            check(content, sha256, digest.length());
            return holdings.withDigest(sha256).orElseGet(() -> commit(blob));
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading content " + content.id() + " from " + content.from() + " failed (" + e.getMessage()
                            + "); it is tried again in the next run",
                    e);
        }
    }

    private BlobRef commit(BlobWriter blob) {
        BlobRef stored = blob.commit();
        holdings.count(stored.storedSize());
        return stored;
    }

    private static void check(ContentRef content, String sha256, long length) {
        if (content.sizeInBytes().isPresent() && content.sizeInBytes().getAsLong() != length) {
            throw new CorruptedException(
                    content.from().toString(), content.sizeInBytes().getAsLong() + " bytes", length + " bytes");
        }
        if (content.sha256().isPresent() && !content.sha256().get().equals(sha256)) {
            throw new CorruptedException(
                    content.from().toString(), "SHA-256 " + content.sha256().get(), "SHA-256 " + sha256);
        }
    }
}
