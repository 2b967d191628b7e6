package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.World.Flight;
import java.util.List;
import java.util.Set;

/** How a record is put: with every answer that there may be, and with those that are lost. */
final class Sending {

    private final Set<Rule> rules;

    Sending(Set<Rule> rules) {
        this.rules = rules;
    }

    /** Who puts, and what it does next. */
    interface Sender {

        String name();

        World told(World world, Entry entry);

        World taken(World world, Entry entry);

        World unsettled(World world, Entry entry);
    }

    /** All that may come of putting this record now, for the first time or again. */
    void put(List<Step> steps, World world, Entry entry, Sender sender) {
        Entry present = world.log().at(entry.number());
        boolean free = present == null || !rules.contains(Rule.PUT_IF_ABSENT);
        boolean own = present != null && present.commit() == entry.commit();
        if (own) {
            boolean success = rules.contains(Rule.OWN_BYTES_ARE_SUCCESS);
            steps.add(
                    success
                            ? new Step(sender.name(), "finds its own record", sender.told(world, entry))
                            : new Step(
                                    sender.name(), "takes its own record for another's", sender.taken(world, entry)));
        } else if (free) {
            World done = land(world, entry);
            steps.add(new Step(sender.name(), "puts its record", sender.told(done, entry)));
            if (world.answers() > 0) {
                World silent = done.withLostAnswer();
                steps.add(new Step(sender.name(), "puts its record, no answer", sender.unsettled(silent, entry)));
            }
        } else {
            steps.add(new Step(sender.name(), "finds its number taken", sender.taken(world, entry)));
        }
        if (world.answers() > 0 && !own) {
            World silent = world.withLostAnswer();
            steps.add(new Step(sender.name(), "puts in vain, no answer", sender.unsettled(silent, entry)));
            if (world.flight() == null) {
                World flying = silent.withFlight(new Flight(entry, world.now()));
                steps.add(new Step(sender.name(), "puts late, no answer", sender.unsettled(flying, entry)));
            }
        }
    }

    /** A put that its sender believes to have failed arrives. */
    void arrive(List<Step> steps, World world) {
        Flight flight = world.flight();
        if (flight == null) {
            return;
        }
        Entry present = world.log().at(flight.entry().number());
        boolean own = present != null && present.commit() == flight.entry().commit();
        if (!own && (present == null || !rules.contains(Rule.PUT_IF_ABSENT))) {
            steps.add(new Step("network", "delivers a late put", land(world.withFlight(null), flight.entry())));
        }
    }

    private static World land(World world, Entry entry) {
        World landed = world.with(world.log().with(entry, world.now()));
        return world.log().at(entry.number()) == null
                ? landed
                : landed.breaking("record " + entry.number() + " was overwritten");
    }
}
