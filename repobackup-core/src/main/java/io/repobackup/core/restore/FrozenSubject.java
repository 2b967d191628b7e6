package io.repobackup.core.restore;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.Temperatures;
import java.util.List;
import java.util.Optional;

/** A subject that cannot be restored for what lies in a cold tier. <i>Used once, by one thread.</i> */
final class FrozenSubject {

    private static final String GO_ON = "then restore again on the same target, which goes on where this ended";

    private final Restoring settings;
    private final VaultSubject subject;
    private final FrozenException seen;

    FrozenSubject(Restoring settings, VaultSubject subject, FrozenException seen) {
        this.settings = settings;
        this.subject = subject;
        this.seen = seen;
    }

    /** What was seen, with how much of the subject it concerns and what to do. */
    FrozenException failure() {
        String concerned = subject.subject().name() + " (" + subject.subject().id() + ") cannot be restored now: ";
        return new FrozenException(concerned + text(), seen.key());
    }

    private String text() {
        Optional<Temperatures> temperatures = Temperatures.of(settings.vault().sink(), settings.thaw());
        if (temperatures.isEmpty()) {
            return seen.key()
                    + " lies in a cold tier, and this store cannot be asked to thaw it. Thaw it by the store's"
                    + " own means, with whatever lies beside it, " + GO_ON;
        }
        try {
            List<ColdBlob> cold =
                    temperatures.get().cold(subject.candidates(settings.thaw().coldFrom()));
            return cold.stream().anyMatch(blob -> blob.key().text().equals(seen.key())) ? told(cold) : toldAlone(cold);
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return seen.key() + " lies in a cold tier, and how much else does the store did not tell (" + e.getMessage()
                    + "). Ask for it with RestoreEngine.thaw, " + GO_ON;
        }
    }

    private static String told(List<ColdBlob> cold) {
        long thawing = cold.stream()
                .filter(blob -> blob.temperature() == Temperature.THAWING)
                .count();
        return cold.size() + " of its blobs, " + ColdBlob.bytes(cold) + " bytes, lie in a cold tier, " + thawing
                + " of them on their way. Ask for them with RestoreEngine.thaw and wait, " + GO_ON;
    }

    /** It was not among those that were asked about, or could be read again a moment later. */
    private String toldAlone(List<ColdBlob> cold) {
        return seen.key() + " lay in a cold tier when it was read, and " + cold.size() + " others, "
                + ColdBlob.bytes(cold)
                + " bytes, do. If it has less than " + settings.thaw().coldFrom()
                + " bytes, lower ThawOptions.withColdFrom; ask with RestoreEngine.thaw and wait, " + GO_ON;
    }
}
