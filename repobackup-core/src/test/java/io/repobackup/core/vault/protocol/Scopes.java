package io.repobackup.core.vault.protocol;

import java.util.List;

/** The scopes that are searched: each goes far in a few directions, for all directions at once are too many states. */
final class Scopes {

    private static final List<Integer> GROWING = List.of(0, 1);
    private static final List<Integer> REWRITTEN = List.of(0, 1, 2);
    private static final List<Integer> REPLACED = List.of(0, 2);
    private static final List<Integer> BACK = List.of(0, 1, 0);

    static final Scope RACE = new Scope("race", 1, BACK, 2, 0, 2, false, false, 0, false);
    static final Scope STEPS = new Scope("race in steps", 1, GROWING, 1, 0, 2, true, false, 0, false);
    static final Scope PRUNE = new Scope("prune", 3, REWRITTEN, 0, 0, 2, false, false, 1, false);
    static final Scope LOST =
            new Scope("prune and orphans, one answer lost", 4, REPLACED, 1, 0, 1, false, true, 1, true);
    static final Scope PRUNED_STEPS = new Scope("prune in steps", 3, List.of(0), 0, 0, 2, true, true, 1, false);
    static final Scope ORPHANS = new Scope("orphans", 3, GROWING, 1, 0, 2, false, false, 0, true);
    static final Scope ACCIDENT = new Scope("accident", 1, REWRITTEN, 0, 1, 2, false, false, 0, false);

    /** Those that every build searches. */
    static final List<Scope> QUICK = List.of(RACE, STEPS, PRUNE, LOST, PRUNED_STEPS, ORPHANS, ACCIDENT);

    /** Those that take their time. */
    static final List<Scope> LONG = List.of(
            new Scope("long race", 2, BACK, 2, 0, 2, false, false, 0, false),
            new Scope("long race in steps", 1, BACK, 1, 0, 2, true, false, 0, false),
            new Scope("prune, one answer lost", 3, REPLACED, 1, 0, 2, false, false, 1, false),
            new Scope("prune in steps, another history", 3, REPLACED, 0, 0, 2, true, true, 1, false),
            new Scope("prune and orphans", 4, REPLACED, 0, 0, 2, false, true, 1, true),
            new Scope("two prunes", 4, REPLACED, 0, 0, 2, false, true, 2, false),
            new Scope("accident, one answer lost", 1, REWRITTEN, 1, 1, 2, false, false, 0, false));

    private Scopes() {}

    /** Where the want of a rule shows soonest. */
    static Scope without(Rule rule) {
        return switch (rule) {
            case PUT_IF_ABSENT,
                    OWN_BYTES_ARE_SUCCESS,
                    CHAIN_TO_THE_LAST_VALID,
                    READ_THE_LOG_TO_ITS_END,
                    RECORD_BEFORE_CATALOG -> RACE;
            case PENDING_IS_NOT_DONE -> STEPS;
            case MERGE_CHECKS_THE_HAVES, KEEP_THE_LAST_SNAPSHOT, CONDEMN_THROUGH_THE_LOG, READER_GRACE -> PRUNE;
            case FRESH_KEYS, REREAD_BEFORE_REMOVAL -> LOST;
            case CONDEMN_NOTHING_CARRIED, SPARE_WHAT_IS_PINNED_LATER -> PRUNED_STEPS;
            case COMMIT_WINDOW, LIST_ORPHANS_BEFORE_THE_LOG, ORPHANS_ARE_OLD, ORPHANS_OUTLIVE_LATE_PUTS -> ORPHANS;
            case LIST_PACKS_BEFORE_HAVES -> ACCIDENT;
        };
    }
}
