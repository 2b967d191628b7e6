package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.RecordBytes.Decoded;
import io.repobackup.core.vault.signing.Verdict.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells for each record of a log, in the order of their numbers, whether somebody trusted vouches for it: with a signature,
 * or by a signed record that follows it from link to link. The latter counts for what was written before anybody signed, and
 * for keys that were revoked since; who once signs, signs always. See docs/FORMAT.md, section «Logs».
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class Vouching {

    private final RecordFiles files;
    private final long end;
    private final Set<Long> vouchedFor = new HashSet<>();
    private long decided;
    private boolean signedBefore;

    Vouching(RecordFiles files, long end) {
        this.files = files;
        this.end = end;
    }

    /** Why nobody vouches for a record; empty when somebody does, or nobody asks. */
    Optional<String> objection(Decoded decoded) {
        Standing standing = decoded.verdict().standing();
        boolean isSigned = standing == Standing.TRUSTED || (standing == Standing.REVOKED && isFollowed(decoded));
        signedBefore |= isSigned;
        boolean isBeforeAll = standing == Standing.NONE && !signedBefore && isFollowed(decoded);
        return isSigned || isBeforeAll || standing == Standing.UNCHECKED
                ? Optional.empty()
                : Optional.of(decoded.verdict().text());
    }

    private boolean isFollowed(Decoded decoded) {
        if (decoded.record().number() > decided) {
            readOn(decoded);
        }
        return vouchedFor.contains(decoded.record().number());
    }

    /** Looks for the next record that is trusted, and follows its links back. */
    private void readOn(Decoded from) {
        Map<RecordLink, Optional<RecordLink>> previous = new HashMap<>();
        previous.put(from.link(), from.record().header().previous());
        decided = end;
        for (long number = from.record().number() + 1; number <= end; number++) {
            Decoded next = read(number);
            if (next != null && next.verdict().standing() == Standing.TRUSTED) {
                decided = number - 1;
                follow(next.record().header().previous(), previous);
                return;
            }
            if (next != null) {
                previous.put(next.link(), next.record().header().previous());
            }
        }
    }

    private void follow(Optional<RecordLink> last, Map<RecordLink, Optional<RecordLink>> previous) {
        Optional<RecordLink> link = last;
        while (link.isPresent()
                && previous.containsKey(link.get())
                && vouchedFor.add(link.get().number())) {
            link = previous.get(link.get());
        }
    }

    private @Nullable Decoded read(long number) {
        try {
            return files.read(number).orElse(null);
        } catch (CorruptedException e) {
            return null;
        }
    }
}
