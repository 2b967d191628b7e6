package io.repobackup.github.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import org.junit.jupiter.api.Test;

class GitTokensTest {

    private static final Secret TOKEN = Secret.of("ghs_1".toCharArray());

    @Test
    void aTokenIsThePasswordOfItsUser() {
        CredentialsProvider tokens = CredentialsProvider.fixed("app", new Credentials.Bearer(TOKEN));
        GitTokens git = new GitTokens(tokens);
        assertThat(git.identity()).isEqualTo("app");
        assertThat(git.current()).isEqualTo(new Credentials.Basic("x-access-token", TOKEN));
    }

    @Test
    void whatGitRejectsIsRejectedForAll() {
        CredentialsProvider tokens = CredentialsProvider.fixed("app", new Credentials.Bearer(TOKEN));
        GitTokens git = new GitTokens(tokens);
        git.rejected(new Credentials.Basic("x-access-token", Secret.of("an earlier one".toCharArray())));
        assertThat(tokens.current()).isEqualTo(new Credentials.Bearer(TOKEN));
        git.rejected(git.current());
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(tokens::current);
    }

    @Test
    void whoeverHasAPasswordKeepsIt() {
        Credentials basic = new Credentials.Basic("ada", TOKEN);
        GitTokens git = new GitTokens(CredentialsProvider.fixed("ada", basic));
        assertThat(git.current()).isEqualTo(basic);
        assertThat(new GitTokens(CredentialsProvider.none()).current()).isEqualTo(Credentials.None.NONE);
        git.rejected(basic);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(git::current);
    }
}
