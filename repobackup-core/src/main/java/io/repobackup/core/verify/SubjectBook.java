package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.run.DrillEntry;
import io.repobackup.core.verify.Damage.Harmed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is found and counted while one subject is looked at. <i>Confined to one thread.</i> */
final class SubjectBook {

    private final SubjectId subject;
    private final List<Damage> damages = new ArrayList<>();
    private @Nullable String name;
    private @Nullable DrillEntry drill;
    private long records;
    private long snapshots;
    private long blobs;
    private long bytesRead;
    private long orphans;

    SubjectBook(SubjectId subject) {
        this.subject = subject;
    }

    void damage(Damage.Kind kind, BlobKey key, String expected, String found, List<Harmed> harms) {
        damage(new Damage(kind, key, expected, found, harms));
    }

    void damage(Damage damage) {
        damages.add(damage);
    }

    void named(String name) {
        this.name = name;
    }

    void count(LogReading log) {
        records = log.records();
        snapshots = log.kept().size();
    }

    void countBlobs(long blobs, long orphans) {
        this.blobs = blobs;
        this.orphans = orphans;
    }

    void countRead(long bytes) {
        bytesRead += bytes;
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(
                    "Looking at " + subject + " was cancelled; go on after the last one that ended");
        }
    }

    void drilled(DrillEntry entry) {
        drill = entry;
    }

    VerifyReport.Entry entry(Duration took) {
        damages.sort(Comparator.comparing(Damage::key));
        return new VerifyReport.Entry(
                subject,
                Optional.ofNullable(name),
                damages,
                records,
                snapshots,
                blobs,
                bytesRead,
                orphans,
                Optional.ofNullable(drill),
                took);
    }
}
