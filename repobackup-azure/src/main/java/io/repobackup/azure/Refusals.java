package io.repobackup.azure;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store's refusals mean to the caller. <i>Thread-safe.</i>
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes">Error codes of Blob
 *     Storage</a>
 */
final class Refusals {

    /** How far the clock of a request may be from the store's. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final String place;
    private final AzureCredential credential;
    private final Clock clock;

    Refusals(String place, AzureCredential credential, Clock clock) {
        this.place = place;
        this.credential = credential;
        this.clock = clock;
    }

    RepobackupException failure(Step step, Answer answer) {
        String seen = seen(step, answer);
        if (answer.is("BlobAlreadyExists", "ConditionNotMet", "UnauthorizedBlobOverwrite")) {
            return new ConflictException(seen + ": the key exists; read it, or use a fresh key");
        }
        if (answer.is("BlobArchived", "BlobBeingRehydrated")) {
            return new FrozenException(
                    seen + ": it lies in the archive tier; thaw it, and come back when it is readable", key(step));
        }
        return switch (answer.status()) {
            case 401, 403 -> denied(step, answer, seen);
            case 404 -> missing(step, answer, seen);
            case 409, 412 -> inTheWay(answer, seen);
            case 507 -> new NoSpaceException(seen + ": the store is full; raise its quota");
            default -> answer.status() >= 500 ? unavailable(step, answer, seen) : wrong(answer, seen);
        };
    }

    private RepobackupException denied(Step step, Answer answer, String seen) {
        if (answer.is("AuthorizationPermissionMismatch", "InsufficientAccountPermissions", "AuthorizationFailure")
                || answer.code().isEmpty()) {
            return new AccessDeniedException(
                    seen + ": the credentials may not do this, or not from this network; give them the "
                            + step.right().text() + " on the container, and look at the account's firewall",
                    step.right().text());
        }
        return new AccessDeniedException(seen + ": " + reason(answer));
    }

    private String reason(Answer answer) {
        return switch (answer.code()) {
            case "AuthorizationResourceTypeMismatch", "AuthorizationServiceMismatch" ->
                "the SAS is not for blobs and their container; make one with ss=b and srt=co, or sr=c";
            case "AuthorizationProtocolMismatch", "AccountRequiresHttps" -> "use an endpoint with https";
            case "AuthorizationSourceIPMismatch" -> "the SAS is not for this machine's address; make one that is";
            case "KeyBasedAuthenticationNotPermitted" ->
                "the account takes no keys and no signatures made with them; use tokens of Microsoft Entra ID";
            case "AccountIsDisabled" -> "the account is disabled; look at its subscription";
            default -> "the credentials were not accepted" + time(answer) + "; renew them";
        };
    }

    /** A clock that is wrong and a signature that ended look alike from outside. */
    private String time(Answer answer) {
        Instant here = clock.instant();
        Optional<Duration> skew = answer.time()
                .map(there -> Duration.between(there, here).abs())
                .filter(apart -> apart.compareTo(SKEW) > 0);
        if (skew.isPresent()) {
            return ", and this machine's clock is " + skew.get().toMinutes() + " minutes off the store's, set it";
        }
        return credential instanceof AzureCredential.Signature signature
                ? SignatureText.of(signature.current().get())
                        .end()
                        .map(end ->
                                end.isAfter(here) ? " (the SAS is valid until " + end + ")" : ", the SAS ended " + end)
                        .orElse("")
                : "";
    }

    private static RepobackupException missing(Step step, Answer answer, String seen) {
        if (answer.is("ContainerNotFound")) {
            return new MisconfiguredException(seen + ": there is no such container; make it, or name another");
        }
        return new NotFoundException(seen
                + (step.key().isPresent()
                        ? ": there is no such blob"
                        : ": nothing there, or not for these credentials"));
    }

    private static RepobackupException inTheWay(Answer answer, String seen) {
        if (answer.is("BlobImmutableDueToPolicy")) {
            return new AccessDeniedException(seen + ": a lock or a legal hold keeps it; wait until it ends");
        }
        if (answer.is("LeaseIdMissing")) {
            return new AccessDeniedException(seen + ": somebody holds a lease on it; have it released");
        }
        if (answer.is(
                "ContainerBeingDeleted",
                "ContainerDisabled",
                "FeatureNotYetSupportedForHierarchicalNamespaceAccounts")) {
            return new MisconfiguredException(seen + ": the container cannot be used; name another");
        }
        return new UnavailableException(seen + "; try again later, and tell the store's support if it stays");
    }

    private static RepobackupException unavailable(Step step, Answer answer, String seen) {
        if (answer.is("APINotImplemented") || answer.status() == 501) {
            return new MisconfiguredException(
                    seen + ": this store does not know the request; use another, or do without");
        }
        if (step.effect() == Step.Effect.ONCE) {
            return new OutcomeUnknownException(seen + ", which may have happened after all; call it again");
        }
        return new UnavailableException(seen + "; try again later");
    }

    private static RepobackupException wrong(Answer answer, String seen) {
        if (answer.is("Md5Mismatch", "Crc64Mismatch")) {
            return new UnavailableException(
                    seen + ": the bytes changed on their way; try again, and look at the network");
        }
        if (answer.is("InvalidBlockList", "InvalidBlobOrBlock")) {
            return new NotFoundException(
                    seen + ": the store dropped blocks of this upload; upload the blob again under a fresh key");
        }
        if (answer.is("InvalidHeaderValue", "UnsupportedHeader")) {
            return new MisconfiguredException(
                    seen
                            + ": it may be too old for the version of the interface that is spoken; set serviceVersion to an older one");
        }
        return new MisconfiguredException(seen + "; look at the settings of the sink and of the account");
    }

    private String seen(Step step, Answer answer) {
        return step.doing() + " in " + place + ": " + answer.text();
    }

    private static String key(Step step) {
        return step.key().map(BlobKey::text).orElse("");
    }
}
