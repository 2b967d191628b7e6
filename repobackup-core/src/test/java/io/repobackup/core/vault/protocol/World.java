package io.repobackup.core.vault.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One state of the model.
 *
 * @param now ticks since the beginning
 * @param moment which of its moments the host has reached
 * @param answers how many answers may still be lost
 * @param accidents how many packs may still be lost by accident
 * @param blobs what the store has of packs
 * @param log what the store has of records
 * @param flight a put that is under way though its sender believes that it failed
 * @param catalog what the catalog knows
 * @param writers the writers
 * @param pruner the pruner
 * @param broken a promise that was broken on the way here
 */
record World(
        int now,
        int moment,
        int answers,
        int accidents,
        Blobs blobs,
        Log log,
        @Nullable Flight flight,
        Catalog catalog,
        List<Writer> writers,
        Pruner pruner,
        @Nullable String broken) {

    /** A put that may still arrive. */
    record Flight(Entry entry, int sent) {}

    /** The mark of the last capture and the number of its record; the greater number wins. */
    record Catalog(int mark, int head) {}

    /** A vault with one snapshot, or two of the same refs, that was written before anyone began. */
    static World of(Scope scope) {
        int needed = Scope.objects(scope.refs(0));
        Blobs blobs = Blobs.none().put(0, needed, 0);
        Entry first = snapshot(1, null, 0);
        Log log = new Log(List.of(new Log.Placed(first, 0)));
        if (scope.compacted()) {
            blobs = blobs.put(1, needed, 0);
            log = log.with(snapshot(2, first.link(), 1), 0);
        }
        List<Writer> writers = scope.writers() == 1
                ? List.of(Writer.idle("first writer"))
                : List.of(Writer.idle("first writer"), Writer.idle("second writer"));
        return new World(
                0,
                0,
                scope.answers(),
                scope.accidents(),
                blobs,
                log,
                null,
                new Catalog(0, log.end()),
                writers,
                Pruner.idle(scope),
                null);
    }

    private static Entry snapshot(int number, Entry.@Nullable Link previous, int pack) {
        return new Entry(
                number,
                Entry.Kind.SNAPSHOT,
                number,
                previous,
                -number,
                new Entry.Content(0, 1 << pack),
                null,
                0,
                0,
                false);
    }

    World with(Writer writer) {
        List<Writer> changed = writers.stream()
                .map(other -> other.name().equals(writer.name()) ? writer : other)
                .toList();
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, changed, pruner, broken);
    }

    World with(Pruner pruner) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World with(Blobs blobs) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World with(Log log) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World with(Catalog catalog) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World withFlight(@Nullable Flight flight) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    /** The number of a record that is unlike all others that are anywhere. */
    int freshCommit() {
        int highest = flight == null ? 0 : flight.entry().commit();
        for (Log.Placed each : log.placed()) {
            highest = Math.max(highest, each.entry().commit());
        }
        for (Writer writer : writers) {
            highest = Math.max(
                    highest, writer.sending() == null ? 0 : writer.sending().commit());
        }
        return 1 + Math.max(highest, pruner.entry() == null ? 0 : pruner.entry().commit());
    }

    World withLostAnswer() {
        return new World(now, moment, answers - 1, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World withAccident(int pack) {
        return new World(
                now,
                moment,
                answers,
                accidents - 1,
                blobs.loseByAccident(pack),
                log,
                flight,
                catalog,
                writers,
                pruner,
                broken);
    }

    World later() {
        Flight still = flight != null && now + 1 - flight.sent() <= Scope.FLIGHT ? flight : null;
        return new World(now + 1, moment, answers, accidents, blobs, log, still, catalog, writers, pruner, broken);
    }

    World withNextMoment() {
        return new World(now, moment + 1, answers, accidents, blobs, log, flight, catalog, writers, pruner, broken);
    }

    World breaking(String promise) {
        return new World(now, moment, answers, accidents, blobs, log, flight, catalog, writers, pruner, promise);
    }

    long fingerprint() {
        Mixer mixer = new Mixer();
        mixer.add(now).add(moment).add(answers).add(accidents);
        blobs.mix(mixer);
        log.mix(mixer);
        mixer.add(flight == null);
        if (flight != null) {
            flight.entry().mix(mixer);
            mixer.add(flight.sent());
        }
        mixer.add(catalog.mark()).add(catalog.head());
        long either = 0;
        for (Writer writer : writers) {
            // Writers are alike, so who is the first one does not matter.
            either += writer.hash();
        }
        mixer.add(either);
        pruner.mix(mixer);
        return mixer.add(broken == null).hash();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tick " + now + ", packs " + Blobs.text(blobs.there()) + ", log");
        log.placed().forEach(each -> text.append(" [").append(each.entry()).append(']'));
        return text.toString();
    }
}
