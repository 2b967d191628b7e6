package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.git.server.ScriptedLfsHost;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the bytes of LFS objects come from, for how long, and who gets which credentials. */
class LfsAddressesTest extends LfsScene {

    @Nested
    class Addresses {

        @Test
        void anAddressThatHasExpiredIsAskedForAgainForWhatIsLeft() {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.expireAfter(1);
            run().throwIfFailed();
            assertThat(host.batches()).extracting(List::size).containsExactly(2, 1);
            assertThat(restoredSizes()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {",\"expires_in\":3", ",\"expires_at\":\"2001-01-01T00:00:00Z\""})
        void anAddressThatIsAboutToExpireIsNotUsed(String life) {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.live(life);
            run().throwIfFailed();
            assertThat(host.batches()).hasSizeGreaterThan(1);
            assertThat(host.downloads()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {",\"expires_in\":3600", ",\"expires_at\":\"0001-01-01T00:00:00Z\"", ",\"expires_in\":0"})
        void anAddressThatLivesIsAskedForOnce(String life) {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.live(life);
            run().throwIfFailed();
            assertThat(host.batches()).hasSize(1);
        }

        @Test
        void anotherHostIsRefusedAndNamedUnlessTheRuleAllowsIt() {
            try (ScriptedLfsHost other = new ScriptedLfsHost(dir.resolve("other"))) {
                repository.grow("main", host.put(ONE));
                other.put(ONE);
                host.storeAt(other.address());
                assertThat(LfsTrip.missing(run()))
                        .singleElement()
                        .asString()
                        .contains("refused host", other.address().substring("http://".length()), "SAME_HOST");
                assertThat(other.requests()).isEmpty();

                other.storeAt("no matter");
                GitEndpoint secret = endpoint().withCredentials(credentials());
                assertThat(LfsTrip.lfs(trip.run(secret.withLfs(LfsRules.ANY_HOST))))
                        .isInstanceOf(Outcome.Stored.class);
                assertThat(other.authorizations()).containsExactly("null");
            }
        }

        @Test
        void aRedirectToAnotherHostIsRefusedLikeIt() {
            try (ScriptedLfsHost other = new ScriptedLfsHost(dir.resolve("other"))) {
                repository.grow("main", host.put(ONE));
                other.put(ONE);
                other.storeAt("no matter");
                host.redirectTo(other.address());
                assertThat(LfsTrip.missing(run())).singleElement().asString().contains("refused host");
                assertThat(LfsTrip.lfs(trip.run(endpoint().withLfs(LfsRules.ANY_HOST))))
                        .isInstanceOf(Outcome.Stored.class);
            }
        }

        @Test
        void credentialsGoAlongUnlessTheServerHandsOutItsOwn() {
            repository.grow("main", host.put(ONE));
            trip.run(endpoint().withCredentials(credentials()));
            assertThat(host.authorizations()).singleElement().asString().startsWith("Basic ");

            host.authenticated();
            repository.grow("main", host.put(TWO));
            trip.run(endpoint().withCredentials(credentials()));
            assertThat(host.authorizations()).containsExactly("null");
        }

        private CredentialsProvider credentials() {
            return CredentialsProvider.fixed("me", new Credentials.Basic("me", Secret.of("secret".toCharArray())));
        }
    }
}
