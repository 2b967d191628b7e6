package io.repobackup.core.rekey;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.Temperatures;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.reading.NamedBlobs;
import io.repobackup.core.vault.reading.RecordBlobs;
import io.repobackup.core.vault.reading.StateReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What of the records that wait lies in a cold tier, so that all of it can be asked for at once. <i>Used once.</i> */
final class ColdRest {

    private final Vault vault;
    private final SubjectId subject;
    private final NamedBlobs named = new NamedBlobs();

    ColdRest(Vault vault, SubjectId subject, Collection<OldRecord> waiting) {
        this.vault = vault;
        this.subject = subject;
        RecordBlobs noted = new RecordBlobs(named, new StateReading(vault.contents(subject)));
        waiting.forEach(old -> noted.note(old.record()));
    }

    /**
     * All of it: what was seen to be cold, and what the store says of the others.
     *
     * @param wanted tells those that are still to be carried
     */
    List<ColdBlob> look(FrozenException seen, Predicate<BlobRef> wanted, ThawOptions options) {
        BlobKey data = SubjectKeys.of(subject).data();
        List<ColdBlob> candidates = new ArrayList<>();
        List<ColdBlob> cold = new ArrayList<>();
        for (BlobRef blob : named.all()) {
            ColdBlob asked = new ColdBlob(subject, blob.inStore(), Temperature.FROZEN);
            if (blob.key().text().equals(seen.key())) {
                cold.add(asked);
            } else if (blob.storedSize() >= options.coldFrom() && blob.key().isUnder(data) && wanted.test(blob)) {
                candidates.add(asked);
            }
        }
        cold.addAll(temperatures(candidates, options));
        return cold;
    }

    /** The numbers of the records that need a blob. */
    BitSet naming(BlobKey key) {
        BitSet all = new BitSet();
        named.byKey().getOrDefault(key, List.of()).forEach(blob -> all.or(named.naming(blob)));
        return all;
    }

    /** Where the store does not tell, the next run finds the next one. */
    private List<ColdBlob> temperatures(List<ColdBlob> candidates, ThawOptions options) {
        try {
            return Temperatures.of(vault.sink(), options)
                    .map(known -> known.cold(candidates))
                    .orElse(List.of());
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return List.of();
        }
    }
}
