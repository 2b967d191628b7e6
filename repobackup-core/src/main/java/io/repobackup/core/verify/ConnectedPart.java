package io.repobackup.core.verify;

import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.core.git.pack.ConnectivityTable;
import io.repobackup.core.git.pack.ConnectivityTable.Choices;
import io.repobackup.core.git.pack.ConnectivityTable.Claim;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.reading.StateReading;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the snapshots of one git part claim of its packs. <i>Confined to one thread.</i> */
final class ConnectedPart {

    private final ConnectivityTable table;
    private final Map<Pack, Integer> packs = new LinkedHashMap<>();
    private final Map<Claimed, BitSet> claims = new LinkedHashMap<>();
    private @Nullable StoredGit last;
    private @Nullable Claimed lastClaim;

    ConnectedPart(ObjectFormat format) {
        this.table = new ConnectivityTable(format);
    }

    /** What tells about a pack without being it. */
    private record Pack(BlobRef index, BlobRef external) {}

    /** That these packs hold what they and these refs name, or all of that but what the host lacks. */
    private record Claimed(BitSet packs, Claim refs, Completeness completeness) {}

    /** A claim that does not hold. */
    record Flaw(Kind kind, long firstRecord, List<ObjectId> missing, List<Harmed> harms) {}

    void take(LogRecord record, StoredGit git, StateReading states) {
        Claimed claim = lastClaim;
        if (claim == null || !git.equals(last) || claim.completeness() != record.completeness()) {
            claim = new Claimed(numbers(git.packs()), table.claim(states.named(git)), record.completeness());
            last = git;
            lastClaim = claim;
        }
        claims.computeIfAbsent(claim, fresh -> new BitSet()).set(Math.toIntExact(record.number()));
    }

    List<Flaw> prove(LogReading log, BlobReader reader) {
        claims.values().removeIf(numbers -> log.kept(numbers).isEmpty());
        BitSet used = new BitSet();
        claims.keySet().forEach(claim -> used.or(claim.packs()));
        BitSet naming = new BitSet();
        BitSet holding = new BitSet();
        packs.forEach((pack, number) -> {
            if (used.get(number)) {
                naming.set(
                        number,
                        reader.read(pack.external(), in -> table.requireAll(number, name(pack.external()), in)));
            }
        });
        packs.forEach((pack, number) -> {
            if (used.get(number)) {
                holding.set(number, reader.read(pack.index(), in -> table.offer(number, name(pack.index()), in)));
            }
        });
        return flaws(log, naming, holding);
    }

    private List<Flaw> flaws(LogReading log, BitSet naming, BitSet holding) {
        Choices choices = table.choices();
        List<Flaw> flaws = new ArrayList<>();
        claims.forEach((claim, numbers) -> {
            if (!isSubset(claim.packs(), holding)) {
                return; // The index that could not be read is booked with the snapshots that need it.
            }
            BitSet readable = (BitSet) claim.packs().clone();
            readable.and(naming);
            List<ObjectId> missing = choices.missing(readable, claim.packs(), claim.refs());
            if (!missing.isEmpty()) {
                boolean told = claim.completeness() == Completeness.INCOMPLETE;
                List<Harmed> harmed = Harmed.of(log.kept(numbers));
                flaws.add(new Flaw(
                        told ? Kind.KNOWN_MISSING : Kind.NOT_CONNECTED,
                        harmed.get(0).number(),
                        missing,
                        harmed));
            }
        });
        return flaws;
    }

    private BitSet numbers(List<PackEntry> entries) {
        BitSet numbers = new BitSet();
        for (PackEntry entry : entries) {
            numbers.set(packs.computeIfAbsent(new Pack(entry.index(), entry.external()), fresh -> packs.size()));
        }
        return numbers;
    }

    private static boolean isSubset(BitSet some, BitSet all) {
        BitSet others = (BitSet) some.clone();
        others.andNot(all);
        return others.isEmpty();
    }

    private static String name(BlobRef blob) {
        return blob.key().text();
    }
}
