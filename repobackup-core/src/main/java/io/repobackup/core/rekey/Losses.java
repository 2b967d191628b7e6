package io.repobackup.core.rekey;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.core.copy.CopyBook;
import io.repobackup.core.copy.CopyReport.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the old vault has lost of one subject, and what is left out for it. <i>Confined to one thread.</i> */
final class Losses {

    private final Map<BlobKey, Loss> losses = new LinkedHashMap<>();

    /** What is lost under one key. */
    private static final class Loss {
        private final RepobackupException why;
        private final SortedMap<Long, SnapshotInfo> harms = new TreeMap<>();
        private final Set<Part> parts = new TreeSet<>();
        private final Set<Long> leftOut = new TreeSet<>();

        Loss(RepobackupException why) {
            this.why = why;
        }
    }

    /** A record needs this for the whole content of a part. */
    void ofPart(OldRecord old, Part part, BlobKey key, RepobackupException why) {
        harm(old, key, why).parts.add(part);
    }

    /** A record links this, and is carried without it. */
    void ofContent(OldRecord old, BlobKey key, RepobackupException why) {
        harm(old, key, why);
    }

    /** A record is not carried at all, for what was lost of it. */
    void leftOut(OldRecord old) {
        long number = old.record().number();
        losses.values().stream()
                .filter(loss -> loss.harms.containsKey(number))
                .forEach(loss -> loss.leftOut.add(number));
    }

    /** Tells all of it. */
    void tell(CopyBook book) {
        losses.forEach((key, loss) -> book.trouble(
                loss.why instanceof NotFoundException ? Kind.MISSING : Kind.DAMAGED,
                key,
                loss.why.getMessage() + "; left out: " + leftOut(loss),
                new ArrayList<>(loss.harms.values())));
    }

    private Loss harm(OldRecord old, BlobKey key, RepobackupException why) {
        Loss loss = losses.computeIfAbsent(key, first -> new Loss(why));
        if (old.isSnapshot()) {
            loss.harms.put(old.record().number(), old.record().info());
        }
        return loss;
    }

    private static String leftOut(Loss loss) {
        String carried = loss.parts.isEmpty()
                ? "this content alone"
                : loss.parts.stream().map(Part::name).collect(Collectors.joining(", "))
                        + " as these snapshots have it, in place of which they get what was captured before, if anything was";
        return loss.leftOut.isEmpty()
                ? carried
                : carried + "; and all of those with nothing else in them: snapshot "
                        + loss.leftOut.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
