package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Entry.Kind;
import io.repobackup.core.vault.protocol.Log.Placed;
import java.util.List;
import java.util.Set;

/** What a pruner may do next: docs/FORMAT.md, section «Dropping». */
final class PrunerSteps {

    private static final String NAME = "pruner";

    private final Set<Rule> rules;
    private final Sending sending;

    PrunerSteps(Set<Rule> rules) {
        this.rules = rules;
        this.sending = new Sending(rules);
    }

    void next(List<Step> steps, World world, Pruner pruner) {
        switch (pruner.phase()) {
            case IDLE -> {
                decide(steps, world, pruner);
                findCondemned(steps, world, pruner);
                findOrphans(steps, world, pruner);
            }
            case DECIDED -> append(steps, world, pruner);
            case UNSETTLED -> settle(steps, world, pruner);
            case LOOKED -> compare(steps, world, pruner);
            case REMOVING -> {
                World next = world.with(world.blobs().remove(pruner.doomed())).with(pruner.idle());
                steps.add(new Step(NAME, "removes", next));
            }
        }
    }

    private void decide(List<Step> steps, World world, Pruner pruner) {
        Entry head = world.log().head();
        if (pruner.prunes() == 0 || head == null) {
            return;
        }
        List<Entry> standing = world.log().standing();
        int last = standing.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean keep = i == last && rules.contains(Rule.KEEP_THE_LAST_SNAPSHOT);
            int condemned = condemned(world, standing, i, head);
            if (!keep && (condemned != 0 || i == last)) {
                Entry entry = new Entry(
                        world.freshCommit(),
                        Kind.PRUNE,
                        world.log().end() + 1,
                        head.link(),
                        0,
                        head.held(),
                        head.pending(),
                        1 << standing.get(i).number(),
                        condemned,
                        false);
                steps.add(new Step(NAME, "reads the log to drop a snapshot", world.with(pruner.deciding(entry))));
            }
        }
    }

    /** What no kept snapshot needs. */
    private int condemned(World world, List<Entry> standing, int dropped, Entry head) {
        int needed = rules.contains(Rule.CONDEMN_NOTHING_CARRIED) ? head.packs() : 0;
        for (Entry kept : standing) {
            if (kept != standing.get(dropped)) {
                needed |= kept.held().packs();
            }
        }
        int named = 0;
        for (Placed each : world.log().valid()) {
            named |= each.entry().packs();
        }
        return named & ~needed & world.blobs().there();
    }

    private void append(List<Step> steps, World world, Pruner pruner) {
        Entry entry = pruner.entry();
        if (entry == null) {
            return;
        }
        if (!rules.contains(Rule.CONDEMN_THROUGH_THE_LOG)) {
            World next = world.with(pruner.idle().believing(entry.condemned(), world.now()));
            steps.add(new Step(NAME, "condemns without a record", next));
        }
        sending.put(steps, world, entry, sender(pruner, world.now()));
    }

    private void settle(List<Step> steps, World world, Pruner pruner) {
        Entry entry = pruner.entry();
        if (entry != null && world.now() - pruner.sent() <= Scope.FLIGHT) {
            sending.put(steps, world, entry, sender(pruner, pruner.sent()));
        }
        steps.add(new Step(NAME, "stays without an answer", world.with(pruner.idle())));
    }

    private Sending.Sender sender(Pruner pruner, int sent) {
        return new Sending.Sender() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public World told(World world, Entry entry) {
                return world.with(believing(world, entry).idle());
            }

            @Override
            public World taken(World world, Entry entry) {
                return world.with(pruner.idle().believing(0, 0));
            }

            @Override
            public World unsettled(World world, Entry entry) {
                return world.with(believing(world, entry).sending(entry, sent));
            }

            private Pruner believing(World world, Entry entry) {
                return rules.contains(Rule.REREAD_BEFORE_REMOVAL)
                        ? pruner
                        : pruner.believing(entry.condemned(), world.now());
            }
        };
    }

    private void findCondemned(List<Step> steps, World world, Pruner pruner) {
        int doomed = (condemnedByTheLog(world) | believed(world, pruner))
                & world.blobs().there();
        if (doomed != 0) {
            steps.add(new Step(NAME, "finds condemned packs", world.with(pruner.removing(doomed))));
        }
    }

    private int believed(World world, Pruner pruner) {
        return isOver(world, pruner.since()) ? pruner.believed() : 0;
    }

    private int condemnedByTheLog(World world) {
        List<Placed> valid = world.log().valid();
        int doomed = 0;
        for (Placed prune : valid) {
            if (prune.entry().condemned() != 0 && isOver(world, prune.landed())) {
                doomed |= prune.entry().condemned() & ~pinnedAfter(valid, prune.entry());
            }
        }
        return doomed;
    }

    private int pinnedAfter(List<Placed> valid, Entry prune) {
        int pinned = 0;
        for (Placed later : valid) {
            if (later.entry().number() > prune.number() && rules.contains(Rule.SPARE_WHAT_IS_PINNED_LATER)) {
                pinned |= later.entry().packs();
            }
        }
        return pinned;
    }

    private boolean isOver(World world, int since) {
        return world.now() - since > Scope.GRACE || !rules.contains(Rule.READER_GRACE);
    }

    private void findOrphans(List<Step> steps, World world, Pruner pruner) {
        if (!pruner.orphans()) {
            return;
        }
        if (rules.contains(Rule.LIST_ORPHANS_BEFORE_THE_LOG)) {
            int old = old(world);
            if (old != 0) {
                steps.add(new Step(NAME, "lists old packs", world.with(pruner.looking(old))));
            }
        } else {
            int named = world.log().named();
            steps.add(new Step(NAME, "reads the log for orphans", world.with(pruner.looking(named))));
        }
    }

    private void compare(List<Step> steps, World world, Pruner pruner) {
        int orphans = rules.contains(Rule.LIST_ORPHANS_BEFORE_THE_LOG)
                ? pruner.seen() & ~world.log().named()
                : old(world) & ~pruner.seen();
        int doomed = orphans & world.blobs().there();
        Pruner next = doomed == 0 ? pruner.idle() : pruner.removing(doomed);
        steps.add(new Step(NAME, doomed == 0 ? "finds no orphans" : "finds orphans", world.with(next)));
    }

    private int old(World world) {
        int youth = rules.contains(Rule.ORPHANS_OUTLIVE_LATE_PUTS) ? Scope.YOUTH : Scope.WINDOW;
        return world.blobs().olderThan(rules.contains(Rule.ORPHANS_ARE_OLD) ? youth : -1, world.now());
    }
}
