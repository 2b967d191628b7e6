package io.repobackup.api.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    private static final URI URL = URI.create("https://host.example/acme/tool");
    private static final RepositoryId ID = new RepositoryId("host.example", "42");

    @Nested
    class Identity {

        @Test
        void aHostIsCalledByOneNameHoweverItsAddressIsWritten() {
            assertThat(SubjectId.hostOf(URI.create("HTTPS://Git.Example:443/acme")))
                    .isEqualTo("git.example");
            assertThat(SubjectId.hostOf(URI.create("http://git.example:80/"))).isEqualTo("git.example");
            assertThat(SubjectId.hostOf(URI.create("https://git.example:8443/")))
                    .isEqualTo("git.example:8443");
            assertThat(SubjectId.hostOf(URI.create("http://git_server:3000/"))).isEqualTo("git_server:3000");
            assertThatIllegalArgumentException().isThrownBy(() -> SubjectId.hostOf(URI.create("file:///srv/git")));
        }

        @Test
        void anIdIsItsHostAndItsText() {
            assertThat(ID).hasToString("host.example/42").isEqualTo(new RepositoryId("host.example", "42"));
            assertThat(new OwnerId("host.example", "42"))
                    .hasToString("host.example/42")
                    .isNotEqualTo(ID);
        }

        @Test
        void whatCannotNameASubjectIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryId("", "1"));
            assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryId("host", " "));
            assertThatIllegalArgumentException().isThrownBy(() -> new OwnerId("host", "x".repeat(256)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OwnerId("host", "a\nb"))
                    .withMessageContaining("control characters");
        }
    }

    @Nested
    class Descriptions {

        @Test
        void aRepositoryIsActiveUnlessItsSourceSaysOtherwise() {
            RemoteRepository.Builder builder =
                    RemoteRepository.builder(ID).name("acme/tool").url(URL);
            assertThat(builder.build().availability()).isEqualTo(Availability.ACTIVE);
            assertThat(builder.availability(Availability.ARCHIVED).build().availability())
                    .isEqualTo(Availability.ARCHIVED);
        }

        @Test
        void attributesAreCopiedAndUnmodifiable() {
            RemoteRepository.Builder builder =
                    RemoteRepository.builder(ID).name("acme/tool").url(URL).attribute("a", "1");
            RemoteRepository repository = builder.build();
            builder.attribute("b", "2");
            assertThat(repository.attributes()).containsOnlyKeys("a");
            assertThatThrownBy(() -> repository.attributes().put("c", "3"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(repository).hasToString("acme/tool (host.example/42)");
        }

        @Test
        void nameAndUrlAreRequired() {
            assertThatNullPointerException()
                    .isThrownBy(() -> RemoteRepository.builder(ID).url(URL).build())
                    .withMessageContaining("name");
            assertThatNullPointerException()
                    .isThrownBy(() ->
                            Owner.builder(new OwnerId("host", "1")).name("acme").build())
                    .withMessageContaining("url");
        }

        @Test
        void aUrlWithCredentialsIsRefusedAndNotShown() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RemoteRepository.builder(ID).url(URI.create("https://u:hunter2@host.example/a")))
                    .withMessageContaining("host.example")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
        }
    }

    @Nested
    class Parts {

        @Test
        void aGitPartHasAPartForItsLfsObjectsAndIsFoundByItsName() {
            assertThat(Part.GIT.lfs()).isEqualTo(Part.LFS);
            assertThat(Part.WIKI.lfs()).isEqualTo(new Part("wiki-lfs"));
            assertThat(Part.LFS.withoutLfs()).contains(Part.GIT);
            assertThat(Part.WIKI.lfs().withoutLfs()).contains(Part.WIKI);
            assertThat(Part.WIKI.withoutLfs()).isEmpty();
            assertThat(new Part("a".repeat(40)).lfs()).isEqualTo(new Part("a".repeat(36) + "-lfs"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"git", "pull-requests", "x", "a1-"})
        void partsOfTheGrammarAreAccepted(String name) {
            assertThat(new Part(name)).hasToString(name);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1a", "-a", "Git", "a_b", "a b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
        void otherNamesAreRefused(String name) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Part(name));
        }

        @Test
        void aMarkHasOneTo1024Characters() {
            assertThat(new ChangeMark("x".repeat(1_024)).text()).hasSize(1_024);
            assertThatIllegalArgumentException().isThrownBy(() -> new ChangeMark("x".repeat(1_025)));
            assertThatIllegalArgumentException().isThrownBy(() -> new ChangeMark(" "));
        }
    }
}
