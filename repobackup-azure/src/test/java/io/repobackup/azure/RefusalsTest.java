package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the codes that Azure documents. */
class RefusalsTest {

    private static final BlobKey KEY = BlobKey.of("data/1");
    private static final Step READ = Step.of("Reading", KEY, Right.READ);
    private static final Step PUT = Step.of("Putting", KEY, Right.WRITE).once();
    private static final String SIGNATURE = "sv=2021-06-08&sp=rl&se=2026-01-05T11%3A00%3A00Z&sig=c2VjcmV0";

    private final FakeClock clock = FakeClock.create();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | InvalidHeaderValue                | Misconfigured | set serviceVersion
                    400 | Md5Mismatch                       | Unavailable   | changed on their way
                    400 | InvalidBlockList                  | NotFound      | dropped blocks
                    400 | InvalidUri                        | Misconfigured | look at the settings
                    401 | NoAuthenticationInformation       | AccessDenied  | not accepted
                    403 | AuthenticationFailed              | AccessDenied  | renew them
                    403 | AuthorizationPermissionMismatch   | AccessDenied  | SAS permission r, action blobs/read
                    403 | AuthorizationFailure              | AccessDenied  | the account's firewall
                    403 | AuthorizationResourceTypeMismatch | AccessDenied  | sr=c
                    403 | AuthorizationProtocolMismatch     | AccessDenied  | https
                    403 | AuthorizationSourceIPMismatch     | AccessDenied  | this machine's address
                    403 | KeyBasedAuthenticationNotPermitted | AccessDenied | Microsoft Entra ID
                    403 | AccountIsDisabled                 | AccessDenied  | its subscription
                    403 | UnauthorizedBlobOverwrite         | Conflict      | the key exists
                    404 | ContainerNotFound                 | Misconfigured | no such container
                    404 | BlobNotFound                      | NotFound      | no such blob
                    409 | BlobAlreadyExists                 | Conflict      | the key exists
                    409 | BlobArchived                      | Frozen        | thaw it
                    409 | BlobBeingRehydrated               | Frozen        | archive
                    409 | BlobImmutableDueToPolicy          | AccessDenied  | a lock or a legal hold
                    409 | ContainerBeingDeleted             | Misconfigured | name another
                    409 | SystemInUse                       | Unavailable   | try again later
                    412 | ConditionNotMet                   | Conflict      | the key exists
                    412 | LeaseIdMissing                    | AccessDenied  | lease
                    500 | OperationTimedOut                 | Unavailable   | try again later
                    501 | APINotImplemented                 | Misconfigured | does not know the request
                    503 | ServerBusy                        | Unavailable   | try again later
                    507 | InsufficientStorage               | NoSpace       | quota
                    """)
    void aCodeIsWhatTheCallerCanDo(int status, String code, String failure, String words) {
        RepobackupException thrown = refusals(key()).failure(READ, answer(status, code));
        assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure + "Exception");
        assertThat(thrown)
                .hasMessageContaining(words)
                .hasMessageContaining("Reading data/1")
                .hasMessageContaining("container vault")
                .hasMessageContaining(status + " " + code)
                .hasMessageContaining("request 4711");
    }

    @Nested
    class Causes {

        @Test
        void ofAWriteWhoseAnswerIsAServerErrorIsNotKnownWhetherItHappened() {
            assertThat(refusals(key()).failure(PUT, answer(503, "ServerBusy")))
                    .isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void aClockThatIsWrongIsNamed() {
            clock.advance(Duration.ofMinutes(-40));
            assertThat(refusals(key()).failure(READ, answer(403, "AuthenticationFailed")))
                    .hasMessageContaining("this machine's clock is 40 minutes off");
        }

        @Test
        void aSignatureThatEndedIsNamedByItsEnd() {
            assertThat(refusals(sas()).failure(READ, answer(403, "AuthenticationFailed")))
                    .hasMessageContaining("the SAS ended 2026-01-05T11:00:00Z")
                    .hasMessageNotContaining("c2VjcmV0");
        }
    }

    private Refusals refusals(AzureCredential credential) {
        return new Refusals("container vault at host", credential, clock);
    }

    private static AzureCredential key() {
        return AzureCredential.accountKey("account", Secret.of("a2V5".toCharArray()));
    }

    private static AzureCredential sas() {
        return AzureCredential.sas(Secret.of(SIGNATURE.toCharArray()));
    }

    private static Answer answer(int status, String code) {
        return new Answer(status, code, "4711", Optional.of(Instant.parse("2026-01-05T12:00:00Z")));
    }
}
