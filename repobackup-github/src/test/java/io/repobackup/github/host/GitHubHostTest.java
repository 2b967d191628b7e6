package io.repobackup.github.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubHostTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com,             https://api.github.com/,          https://api.github.com/graphql,         github.com",
        "https://api.github.com/,        https://api.github.com/,          https://api.github.com/graphql,         github.com",
        "https://acme.ghe.com/,          https://api.acme.ghe.com/,        https://api.acme.ghe.com/graphql,       acme.ghe.com",
        "https://git.example:8443,       https://git.example:8443/api/v3/, https://git.example:8443/api/graphql,   git.example:8443",
        "https://git.example/api/v3/,    https://git.example/api/v3/,      https://git.example/api/graphql,        git.example"
    })
    void eachGitHubHasItsOwnAddresses(URI web, URI rest, URI graphQl, String name) {
        GitHubHost host = GitHubHost.at(web);
        assertThat(host.rest()).isEqualTo(rest);
        assertThat(host.graphQl()).isEqualTo(graphQl);
        assertThat(host.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://git.example",
                "file:///tmp",
                "https:git",
                "https://x:y@git.example",
                "https://git.example/?a"
            })
    void anAddressThatIsNoGitHubIsRefused(URI web) {
        assertThatThrownBy(() -> GitHubHost.at(web))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("x:y");
    }

    @Test
    void aTenantThatIsGivenByItsApiIsTheSameHost() {
        assertThat(GitHubHost.at(URI.create("https://api.acme.ghe.com")).rest())
                .isEqualTo(URI.create("https://api.acme.ghe.com/"));
    }
}
