package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Entry.Kind;
import io.repobackup.core.vault.protocol.Log.Placed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold in every state. */
final class Promises {

    /** The first promise that is broken. */
    Optional<String> broken(World world) {
        if (world.broken() != null) {
            return Optional.of(world.broken());
        }
        List<Placed> valid = world.log().valid();
        return whatWasToldIsThere(world, valid)
                .or(() -> eachCaptureIsThereOnce(valid))
                .or(() -> snapshotsAreWhole(world, valid));
    }

    private static Optional<String> whatWasToldIsThere(World world, List<Placed> valid) {
        for (Writer writer : world.writers()) {
            Entry.Link told = writer.told();
            if (told != null
                    && valid.stream().noneMatch(each -> each.entry().link().equals(told))) {
                return Optional.of("the " + writer.name() + " was told that record " + told.number()
                        + " is there, and it is not valid");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> eachCaptureIsThereOnce(List<Placed> valid) {
        Set<Integer> captures = new HashSet<>();
        for (Placed each : valid) {
            if (each.entry().kind() == Kind.SNAPSHOT
                    && !captures.add(each.entry().capture())) {
                return Optional.of("record " + each.entry().number() + " repeats a capture");
            }
        }
        return Optional.empty();
    }

    /**
     * A snapshot can be restored as long as it stands, and by readers that began before it was dropped. What an accident
     * took is excused for snapshots whose writer could not know of it.
     */
    private Optional<String> snapshotsAreWhole(World world, List<Placed> valid) {
        for (Placed each : valid) {
            Entry entry = each.entry();
            Optional<Integer> dropped = Log.dropped(valid, entry);
            boolean read = dropped.isEmpty() || world.now() - dropped.get() <= Scope.GRACE;
            if (entry.kind() == Kind.SNAPSHOT && read && !isWhole(world.blobs(), entry)) {
                return Optional.of("snapshot " + entry.number() + " cannot be restored"
                        + (dropped.isPresent() ? " by who began to read it before it was dropped" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isWhole(Blobs blobs, Entry entry) {
        int packs = entry.held().packs();
        int excused = entry.informed() ? 0 : blobs.lost();
        int needed = Scope.objects(entry.held().refs());
        return (packs & ~blobs.there() & ~excused) == 0 && (needed & ~blobs.objects(packs)) == 0;
    }
}
