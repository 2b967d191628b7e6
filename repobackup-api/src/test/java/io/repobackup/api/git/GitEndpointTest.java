package io.repobackup.api.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitEndpointTest {

    private static final URI URL = URI.create("https://host.example/acme/tool.git");

    @ParameterizedTest
    @ValueSource(strings = {"http://host.example/a.git", "HTTPS://host.example/a.git", "file:///srv/git/a.git"})
    void httpAndLocalRepositoriesAreAccepted(String url) {
        assertThat(GitEndpoint.of(URI.create(url))).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh://git@host.example/a.git", "git://host.example/a.git", "ftp://host.example/a", "acme/tool"})
    void anotherSchemeIsRefusedWithWhatToUseInstead(String url) {
        assertThatThrownBy(() -> GitEndpoint.of(URI.create(url)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("use the repository's https:// address");
    }

    @Test
    void credentialsInTheAddressAreRefusedAndNotShown() {
        assertThatThrownBy(() -> GitEndpoint.of(URI.create("https://user:hunter2@host.example/a.git")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("https://host.example/a.git")
                .hasMessageContaining("withCredentials")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void credentialsInARefusedAddressAreNotShownEither() {
        assertThatThrownBy(() -> GitEndpoint.of(URI.create("ssh://user:hunter2@host.example/a.git")))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anEndpointIsAnonymousWithAllRefsAndWithoutLfsUnlessToldOtherwise() {
        GitEndpoint endpoint = GitEndpoint.of(URL);
        assertThat(endpoint.credentials().current()).isEqualTo(Credentials.None.NONE);
        assertThat(endpoint.refs()).isSameAs(RefRules.all());
        assertThat(endpoint.lfs()).isEqualTo(LfsRules.OFF);
    }

    @Test
    void eachWithChangesOneThingInACopy() {
        CredentialsProvider other = CredentialsProvider.fixed("bot", Credentials.None.NONE);
        RefRules rules = RefRules.all().exclude("refs/pull/**");
        GitEndpoint plain = GitEndpoint.of(URL);
        GitEndpoint full = plain.withCredentials(other).withRefs(rules).withLfs(LfsRules.SAME_HOST);
        assertThat(full.credentials()).isSameAs(other);
        assertThat(full.refs()).isSameAs(rules);
        assertThat(full.lfs()).isEqualTo(LfsRules.SAME_HOST);
        assertThat(full.url()).isEqualTo(URL);
        assertThat(plain.lfs()).isEqualTo(LfsRules.OFF);
    }
}
