package io.repobackup.core.backup;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Chooses the subjects whose logs a run reads although the catalog says that nothing has moved: one share of them, each
 * hour another one. Neither a catalog nor anything else in the vault has a say, so none can keep a subject from its turn.
 *
 * <p>The number of shares is prime. So runs at any regular pace of whole hours, be it daily or weekly, come by every share
 * before they come by one again; other numbers have divisors in common with such paces, and would leave shares out.
 *
 * <p><i>Immutable.</i>
 */
final class Rechecks {

    private static final long TURN = Duration.ofHours(1).toSeconds();

    private final long shares;

    private Rechecks(long shares) {
        this.shares = shares;
    }

    /** Every subject has its turn within so many runs, 1 or more. */
    static Rechecks within(int runs) {
        long shares = runs;
        while (shares > 3 && !BigInteger.valueOf(shares).isProbablePrime(20)) {
            shares--;
        }
        return new Rechecks(shares);
    }

    /** Those whose turn it is; at least one, if there is any. */
    <T> List<T> choose(List<T> unchanged, Function<T, SubjectId> id, Instant now) {
        long turn = Math.floorMod(Math.floorDiv(now.getEpochSecond(), TURN), shares);
        List<T> chosen = unchanged.stream()
                .filter(subject -> position(id.apply(subject)) % shares == turn)
                .toList();
        if (!chosen.isEmpty() || unchanged.isEmpty()) {
            return chosen;
        }
        List<T> ordered = unchanged.stream()
                .sorted(Comparator.comparingLong(subject -> position(id.apply(subject))))
                .toList();
        return List.of(ordered.get((int) (turn % ordered.size())));
    }

    private static long position(SubjectId id) {
        String name = id.getClass().getSimpleName() + " " + id;
        return Long.parseLong(
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 12), 16);
    }
}
