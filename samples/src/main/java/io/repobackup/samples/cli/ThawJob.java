package io.repobackup.samples.cli;

import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestorePlan;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.Thawing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings back from cold tiers what a restore needs. */
final class ThawJob {

    private final Terminal terminal;
    private final RestoreEngine engine;
    private final Duration readableFor;

    ThawJob(Terminal terminal, RestoreEngine engine, Duration readableFor) {
        this.terminal = terminal;
        this.engine = engine;
        this.readableFor = readableFor;
    }

    /** Asks for what is cold and waits, when a time is given; tells what is still cold then. */
    boolean isReadableWithin(@Nullable Duration wait) {
        RestorePlan plan = engine.plan();
        if (plan.isReadable()) {
            return true;
        }
        Thawing thawing = engine.thaw(plan, readableFor);
        terminal.err()
                .println("Cold: " + amount(plan.cold()) + "; " + thawing.asked() + " asked for, " + thawing.underWay()
                        + " on their way before");
        thawing.refused()
                .forEach(refusal -> terminal.err()
                        .println("Refused: " + refusal.blob().key() + ": " + OutcomeText.message(refusal.cause())));
        List<ColdBlob> left = wait == null ? plan.cold() : thawing.await(wait);
        if (!left.isEmpty()) {
            terminal.out().println("Not restored: " + amount(left) + " still cold; run the same command again later");
        }
        return left.isEmpty();
    }

    static String amount(List<ColdBlob> blobs) {
        return Amount.count(blobs.size(), "blob") + " of " + Amount.bytes(ColdBlob.bytes(blobs));
    }
}
