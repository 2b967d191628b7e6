package io.repobackup.api.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecretTest {

    private final char[] characters = "hunter2".toCharArray();
    private final Secret secret = Secret.of(characters);

    @Test
    void theContentIsNeverShown() {
        assertThat(secret).hasToString("Secret[]");
        assertThat(new Credentials.Bearer(secret).toString()).doesNotContain("hunter2");
        assertThat(new Credentials.Basic("user", secret).toString())
                .doesNotContain("hunter2")
                .contains("user");
    }

    @Test
    void theContentIsCopiedInAndOut() {
        characters[0] = 'X';
        secret.reveal()[1] = 'X';
        assertThat(secret.reveal()).isEqualTo("hunter2".toCharArray());
    }

    @Test
    void secretsAreEqualByContentAndHashAlike() {
        Secret same = Secret.of("hunter2".toCharArray());
        Secret other = Secret.of("hunter3".toCharArray());
        assertThat(secret).isEqualTo(same).isNotEqualTo(other).isNotEqualTo("hunter2");
        assertThat(secret.hashCode()).isEqualTo(other.hashCode());
    }

    @Test
    void secretsOfCharactersBeyondAsciiAreCompared() {
        assertThat(Secret.of("pässwörd".toCharArray())).isEqualTo(Secret.of("pässwörd".toCharArray()));
        assertThat(Secret.of("pässwörd".toCharArray())).isNotEqualTo(Secret.of("password".toCharArray()));
        assertThat(Secret.of(new char[0])).isNotEqualTo(Secret.of(new char[1]));
    }

    @Test
    void aUserNameWithAColonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials.Basic("a:b", secret))
                .withMessageContaining("colon");
    }

    @Nested
    class FixedProviders {

        private final Credentials token = new Credentials.Bearer(secret);
        private final CredentialsProvider provider = CredentialsProvider.fixed("bot", token);

        @Test
        void theSameCredentialsAreGivenUntilTheyAreRejected() {
            assertThat(provider.current()).isEqualTo(token);
            assertThat(provider.identity()).isEqualTo("bot");
            provider.rejected(new Credentials.Bearer(secret));
            assertThatThrownBy(provider::current)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("bot")
                    .hasMessageNotContaining("hunter2");
        }

        @Test
        void theRejectionOfOthersChangesNothing() {
            provider.rejected(Credentials.None.NONE);
            assertThat(provider.current()).isEqualTo(token);
        }

        @Test
        void nobodyIsAnonymous() {
            assertThat(CredentialsProvider.none().current()).isEqualTo(Credentials.None.NONE);
            assertThat(CredentialsProvider.none().identity()).isEqualTo("anonymous");
        }
    }
}
