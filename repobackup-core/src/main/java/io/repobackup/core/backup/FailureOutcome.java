package io.repobackup.core.backup;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartOffer;

/** Which outcome a failure stands for. */
final class FailureOutcome {

    private FailureOutcome() {}

    static Outcome of(Throwable failure, PartOffer offer) {
        if (failure instanceof CancelledException) {
            return new Outcome.Cancelled();
        }
        if (failure instanceof AccessDeniedException denied) {
            return new Outcome.Forbidden(
                    denied.permission().map(needed -> needed + ": ").orElse("") + denied.getMessage());
        }
        if (failure instanceof BlockedException blocked) {
            return new Outcome.Blocked(blocked.notice());
        }
        if (failure instanceof RateLimitedException limited) {
            return new Outcome.Deferred(limited.retryAt(), String.valueOf(limited.getMessage()));
        }
        return failure instanceof NotFoundException && offer.isOptional()
                ? new Outcome.Absent(String.valueOf(failure.getMessage()))
                : new Outcome.Failed(failure);
    }
}
