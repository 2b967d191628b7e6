package io.repobackup.core.vault.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that may happen in a state: to the writers, the pruner, and around them. */
final class Protocol {

    private final Scope scope;
    private final WriterSteps writers;
    private final PrunerSteps pruner;
    private final Sending network;

    Protocol(Scope scope, Set<Rule> rules) {
        this.scope = scope;
        this.writers = new WriterSteps(scope, rules);
        this.pruner = new PrunerSteps(rules);
        this.network = new Sending(rules);
    }

    World start() {
        return World.of(scope);
    }

    /** All next states. Always in the same order. */
    List<Step> next(World world) {
        List<Step> steps = new ArrayList<>();
        for (Writer writer : world.writers()) {
            writers.next(steps, world, writer);
        }
        pruner.next(steps, world, world.pruner());
        network.arrive(steps, world);
        if (world.now() < scope.ticks()) {
            steps.add(new Step("clock", "ticks", world.later()));
        }
        if (world.moment() + 1 < scope.hosts().size()) {
            steps.add(new Step("host", "changes", world.withNextMoment()));
        }
        loseSomething(steps, world);
        return steps;
    }

    private static void loseSomething(List<Step> steps, World world) {
        int there = world.blobs().there();
        for (int key = 0; world.accidents() > 0 && there >> key != 0; key++) {
            if ((there & 1 << key) != 0) {
                steps.add(new Step("accident", "loses a pack", world.withAccident(1 << key)));
            }
        }
    }
}
