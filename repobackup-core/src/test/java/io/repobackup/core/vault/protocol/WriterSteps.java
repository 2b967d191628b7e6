package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Entry.Content;
import io.repobackup.core.vault.protocol.Entry.Kind;
import io.repobackup.core.vault.protocol.Entry.Link;
import io.repobackup.core.vault.protocol.Writer.Phase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a writer may do next: docs/FORMAT.md, section «Writing». A writer that crashes is one that never goes on. */
final class WriterSteps {

    private static final Content NOTHING = new Content(-1, 0);

    private final Scope scope;
    private final Set<Rule> rules;
    private final Sending sending;

    WriterSteps(Scope scope, Set<Rule> rules) {
        this.scope = scope;
        this.rules = rules;
        this.sending = new Sending(rules);
    }

    void next(List<Step> steps, World world, Writer writer) {
        switch (writer.phase()) {
            case IDLE -> begin(steps, world, writer);
            case OPENED -> capture(steps, world, writer);
            case READY -> append(steps, world, writer);
            case UNSETTLED -> settle(steps, world, writer);
            case LOST -> merge(steps, world, writer);
            case DONE -> tellCatalog(steps, world, writer);
            case ENDED -> {}
        }
    }

    private void begin(List<Step> steps, World world, Writer writer) {
        if (world.catalog().mark() == world.moment()) {
            int refs = scope.refs(world.moment());
            boolean held = world.log().valid().stream()
                    .anyMatch(each -> each.entry().kind() == Kind.SNAPSHOT
                            && each.entry().held().refs() == refs);
            World next = world.with(writer.ended());
            steps.add(new Step(
                    writer.name(),
                    "finds the mark of the catalog unchanged",
                    held ? next : next.breaking("a catalog told of refs " + refs + ", which no snapshot ever held")));
        }
        Writer opening =
                writer.opening(world.now(), world.moment(), world.blobs().lost() != 0);
        steps.add(open(world, opening, world.log().end(), world.log().head(), "reads the head"));
        if (!rules.contains(Rule.READ_THE_LOG_TO_ITS_END)) {
            world.log().valid().stream()
                    .map(Log.Placed::entry)
                    .forEach(known -> steps.add(
                            open(world, opening, known.number(), known, "takes the catalog's record for the head")));
        }
    }

    private static Step open(World world, Writer writer, int end, @Nullable Entry head, String action) {
        Link chain = head == null ? null : head.link();
        Writer opened =
                writer.reading(Phase.OPENED, end, head, chain, world.log().latestRefs());
        return new Step(writer.name(), action, world.with(opened));
    }

    private void capture(List<Step> steps, World world, Writer writer) {
        int refs = scope.refs(world.moment());
        Content held = writer.latest();
        boolean listed =
                !rules.contains(Rule.LIST_PACKS_BEFORE_HAVES) || (held != null && isThere(world, held.packs()));
        if (held != null && listed) {
            if (held.refs() == refs && isDone(writer)) {
                steps.add(unchanged(world, writer, refs, "finds the refs unchanged"));
            } else {
                int more = Scope.objects(refs) & ~world.blobs().objects(held.packs());
                capture(steps, world, writer, held.packs(), more);
            }
        }
        capture(steps, world, writer, 0, Scope.objects(refs));
    }

    private void capture(List<Step> steps, World world, Writer writer, int relied, int objects) {
        int fresh = world.blobs().next();
        int key = rules.contains(Rule.FRESH_KEYS) ? fresh : objects - 1;
        int uploads = objects == 0 ? 0 : 1 << key;
        Blobs spent = world.blobs().withNext();
        Blobs blobs = objects == 0 ? spent : spent.put(key, objects, world.now());
        Writer captured = writer.capturing(fresh);
        int refs = scope.refs(world.moment());
        String action = relied == 0 ? "captures in full" : "captures with haves";
        steps.add(new Step(
                writer.name(), action, world.with(blobs).with(captured.captured(refs, relied, uploads, false))));
        if (scope.steps() && objects != 0) {
            steps.add(new Step(
                    writer.name(),
                    action + " in steps",
                    world.with(blobs).with(captured.captured(refs, relied, uploads, true))));
        }
    }

    private void append(List<Step> steps, World world, Writer writer) {
        if (rules.contains(Rule.COMMIT_WINDOW) && world.now() - writer.opened() > Scope.WINDOW) {
            steps.add(new Step(writer.name(), "gives up, its window is over", world.with(writer.ended())));
            return;
        }
        if (!rules.contains(Rule.RECORD_BEFORE_CATALOG) && world.catalog().mark() != writer.mark()) {
            World.Catalog early = new World.Catalog(writer.mark(), writer.end() + 1);
            steps.add(new Step(writer.name(), "puts its catalog first", world.with(early)));
        }
        sending.put(steps, world, entry(world, writer), sender(writer, world.now()));
    }

    private Entry entry(World world, Writer writer) {
        Content own = new Content(writer.refs(), writer.relied() | writer.uploads());
        Content before = writer.head() == null ? NOTHING : writer.head().held();
        return new Entry(
                world.freshCommit(),
                writer.stepped() ? Kind.PROGRESS : Kind.SNAPSHOT,
                writer.end() + 1,
                writer.chain(),
                writer.capture(),
                writer.stepped() ? before : own,
                writer.stepped() ? own : null,
                0,
                0,
                writer.informed());
    }

    private Sending.Sender sender(Writer writer, int sent) {
        return new Sending.Sender() {
            @Override
            public String name() {
                return writer.name();
            }

            @Override
            public World told(World world, Entry entry) {
                return world.with(
                        entry.kind() == Kind.PROGRESS
                                ? writer.reading(Phase.READY, entry.number(), entry, entry.link(), writer.standing())
                                        .captured(writer.refs(), writer.relied(), writer.uploads(), false)
                                : writer.told(entry));
            }

            @Override
            public World taken(World world, Entry entry) {
                return world.with(lost(world, writer, entry));
            }

            @Override
            public World unsettled(World world, Entry entry) {
                return world.with(writer.sending(entry, sent));
            }
        };
    }

    /** Progress that is lost fails the capture; a record that only something void stood in the way of is built again. */
    private Writer lost(World world, Writer writer, Entry entry) {
        if (entry.kind() == Kind.PROGRESS) {
            return writer.ended();
        }
        Entry head = world.log().head();
        Link link = head == null ? null : head.link();
        Link chain = rules.contains(Rule.CHAIN_TO_THE_LAST_VALID) ? link : writer.chain();
        boolean same = writer.head() != null && writer.head().link().equals(link);
        return writer.reading(
                same ? Phase.READY : Phase.LOST,
                world.log().end(),
                head,
                chain,
                world.log().latestRefs());
    }

    private void settle(List<Step> steps, World world, Writer writer) {
        Entry entry = writer.sending();
        if (entry != null && world.now() - writer.sent() <= Scope.FLIGHT) {
            sending.put(steps, world, entry, sender(writer, writer.sent()));
        }
    }

    private void merge(List<Step> steps, World world, Writer writer) {
        Content theirs = writer.latest() == null ? NOTHING : writer.latest();
        int present = theirs.packs() & world.blobs().there();
        boolean whole = present == theirs.packs();
        if (theirs.refs() == writer.refs() && whole && isDone(writer)) {
            steps.add(unchanged(world, writer, writer.refs(), "finds it done by the other"));
            return;
        }
        boolean vanished = (writer.relied() & ~present) != 0;
        if (vanished && rules.contains(Rule.MERGE_CHECKS_THE_HAVES)) {
            World next = world.with(writer.again() > 0 ? writer.capturingAgain() : writer.ended());
            steps.add(new Step(writer.name(), "has to capture again", next));
            return;
        }
        Writer merged = writer.captured(writer.refs(), present, writer.uploads(), false);
        steps.add(new Step(writer.name(), "merges", world.with(merged)));
    }

    private void tellCatalog(List<Step> steps, World world, Writer writer) {
        World next = world.with(writer.ended());
        World.Catalog known = world.catalog();
        steps.add(new Step(
                writer.name(),
                "puts its catalog",
                writer.end() >= known.head() ? next.with(new World.Catalog(writer.mark(), writer.end())) : next));
    }

    private static Step unchanged(World world, Writer writer, int refs, String action) {
        World next = world.with(writer.unchanged());
        return new Step(
                writer.name(),
                action,
                writer.standing() == refs
                        ? next
                        : next.breaking(
                                "refs " + refs + " were called unchanged, and the snapshot that stood held refs "
                                        + writer.standing()));
    }

    private boolean isDone(Writer writer) {
        return !writer.isPending() || !rules.contains(Rule.PENDING_IS_NOT_DONE);
    }

    private static boolean isThere(World world, int packs) {
        return (packs & ~world.blobs().there()) == 0;
    }
}
