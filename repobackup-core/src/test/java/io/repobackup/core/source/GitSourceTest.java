package io.repobackup.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.subject.RepositoryId;
import java.net.URI;
import org.junit.jupiter.api.Test;

class GitSourceTest {

    private static RepositoryId identity(String address) {
        return GitAddress.identity(GitAddress.uri(address));
    }

    @Test
    void oneRepositoryUnderTwoSpellingsIsOneSubject() {
        GitSource source = GitSource.of(
                "https://git.example/acme/tool.git",
                "https://GIT.example:443/acme/tool/",
                "https://git.example/acme/tool");
        assertThat(source.toString()).contains("1 repositories");
    }

    @Test
    void equalNamesOnDifferentHostsOrPathsAreDifferentSubjects() {
        assertThat(identity("https://a.example/x/tool"))
                .isNotEqualTo(identity("https://b.example/x/tool"))
                .isNotEqualTo(identity("https://a.example/y/tool"))
                .isNotEqualTo(identity("https://a.example/x/TOOL"));
    }

    @Test
    void aPortOfItsOwnBelongsToTheHost() {
        assertThat(identity("http://git.example:8080/tool").host()).isEqualTo("git.example:8080");
        assertThat(identity("http://git.example:80/tool").host()).isEqualTo("git.example");
    }

    @Test
    void aRepositoryIsNamedByTheLastTwoLevels() {
        assertThat(GitAddress.name(URI.create("https://git.example/groups/acme/tool.git")))
                .isEqualTo("acme/tool");
    }

    @Test
    void aWorkingCopyIsNamedByItsDirectory() {
        assertThat(GitAddress.name(GitAddress.uri("/srv/code/notes/.git"))).isEqualTo("notes");
    }

    @Test
    void sshAddressesAreRefusedWithTheAlternative() {
        assertThatThrownBy(() -> GitSource.of("git@git.example:acme/tool.git"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> GitSource.of("ssh://git@git.example/acme/tool.git"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("https://");
    }

    @Test
    void credentialsInAnAddressAreRefusedAndNotRepeated() {
        assertThatThrownBy(() -> GitSource.of("https://user:hunter2@git.example/tool"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aListKeepsItsIdWhateverTheOrder() {
        assertThat(GitSource.of("https://a.example/x", "https://b.example/y").id())
                .isEqualTo(GitSource.of("https://b.example/y", "https://a.example/x")
                        .id());
    }

    @Test
    void anEmptyListIsRefused() {
        assertThatThrownBy(GitSource::of).isInstanceOf(MisconfiguredException.class);
    }
}
