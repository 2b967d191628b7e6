package io.repobackup.samples.gitea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.State;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Availability;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.http.HttpClient;
import io.repobackup.samples.gitea.standin.GiteaStandIn;
import io.repobackup.samples.gitea.standin.StandInRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiteaSourceTest {

    @TempDir
    Path git;

    private final HttpClient http = HttpClient.create();
    private GiteaStandIn host;
    private GiteaSource source;

    @BeforeEach
    void startTheHost() throws IOException {
        host = GiteaStandIn.start(git);
        host.acceptOnly("first");
        source = GiteaSource.of(http, host.uri(), "acme", new RotatingToken("backup", () -> secret("first")));
    }

    @AfterEach
    void stopTheHost() {
        http.close();
        host.close();
    }

    @Nested
    class AnInventory {

        @Test
        void holdsTheOrganisationAndEveryRepositoryOfEveryPage() {
            for (int i = 0; i < 120; i++) {
                host.create("r" + i);
            }
            Inventory inventory = source.inventory(first());
            assertThat(inventory.subjects()).hasSize(121);
            assertThat(inventory.subjects().get(0).subject().id()).isEqualTo(new OwnerId(host.name(), "7"));
            assertThat(host.requests())
                    .filteredOn(request -> request.contains("/repos?"))
                    .hasSize(3);
        }

        @Test
        void namesRepositoriesByTheirNumber() {
            StandInRepository tools = host.create("tools");
            RepositoryId before = only(source.inventory(first()));
            tools.rename("instruments");
            assertThat(only(source.inventory(first())))
                    .isEqualTo(before)
                    .isEqualTo(new RepositoryId(host.name(), Long.toString(tools.id())));
        }

        @Test
        void showsAPushByAnotherMarkOfGitAlone() {
            StandInRepository tools = host.create("tools");
            SubjectOffer before = source.inventory(first()).subjects().get(1);
            tools.pushed();
            SubjectOffer after = source.inventory(first()).subjects().get(1);
            assertThat(part(after, Part.GIT).mark())
                    .isPresent()
                    .isNotEqualTo(part(before, Part.GIT).mark());
            assertThat(part(after, Part.WIKI).mark()).isEmpty();
        }

        @Test
        void tellsArchivedAndEmptyRepositories() {
            host.create("old").with("archived", true);
            host.create("new").with("empty", true);
            assertThat(source.inventory(first()).subjects())
                    .map(SubjectOffer::subject)
                    .filteredOn(RemoteRepository.class::isInstance)
                    .map(subject -> ((RemoteRepository) subject).availability())
                    .containsExactly(Availability.ARCHIVED, Availability.EMPTY);
        }

        @Test
        void offersNoGitForAWikiThatIsSwitchedOff() {
            host.create("tools").with("has_wiki", false);
            SubjectOffer tools = source.inventory(first()).subjects().get(1);
            assertThat(part(tools, Part.WIKI).work()).isInstanceOf(PartWork.Metadata.class);
        }

        @Test
        void isRefusedWhenARepositoryIsDeletedWhileItIsRead() {
            for (int i = 0; i < 60; i++) {
                host.create("r" + i);
            }
            host.beforeAnswer(request -> {
                if (request.contains("page=2")) {
                    host.deleteFirst();
                }
            });
            assertThatThrownBy(() -> source.inventory(first()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("changed while it was read");
        }

        @Test
        void isRefusedWhenMostRepositoriesAreSuddenlyGone() {
            for (int i = 0; i < 5; i++) {
                host.create("r" + i);
            }
            State before = source.inventory(first()).state().orElseThrow();
            for (int i = 0; i < 3; i++) {
                host.deleteFirst();
            }
            assertThatThrownBy(() -> source.inventory(after(before)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("shows 2 repositories where the last run saw 5");
            assertThat(source.acceptingFewer().inventory(after(before)).subjects())
                    .hasSize(3);
        }

        @Test
        void goesOnWithANewTokenWhenTheOldOneExpiresBetweenPages() {
            for (int i = 0; i < 60; i++) {
                host.create("r" + i);
            }
            AtomicInteger issued = new AtomicInteger();
            GiteaSource rotating = GiteaSource.of(
                    http,
                    host.uri(),
                    "acme",
                    new RotatingToken("backup", () -> secret(issued.incrementAndGet() == 1 ? "first" : "second")));
            host.beforeAnswer(request -> {
                if (request.contains("page=2")) {
                    host.acceptOnly("second");
                }
            });
            assertThat(rotating.inventory(first()).subjects()).hasSize(61);
            assertThat(issued).hasValue(2);
        }

        @Test
        void isDeniedWithoutAValidToken() {
            host.acceptOnly("another");
            assertThatThrownBy(() -> source.inventory(first())).isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void ofAnUnknownOrganisationIsNotFound() {
            GiteaSource unknown =
                    GiteaSource.of(http, host.uri(), "nobody", new RotatingToken("backup", () -> secret("first")));
            assertThatThrownBy(() -> unknown.inventory(first()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Nested
    class Find {

        @Test
        void looksUpOneRepositoryByItsNumber() {
            host.create("other");
            StandInRepository tools = host.create("tools");
            RepositoryId id = new RepositoryId(host.name(), Long.toString(tools.id()));
            assertThat(source.find(id, first()).orElseThrow().subject().name()).isEqualTo("acme/tools");
            assertThat(host.requests()).hasSize(1);
        }

        @Test
        void isEmptyForWhatDoesNotExist() {
            assertThat(source.find(new RepositoryId(host.name(), "4711"), first()))
                    .isEmpty();
            assertThat(source.find(new RepositoryId("elsewhere.example", "7"), first()))
                    .isEmpty();
            assertThat(source.find(new OwnerId(host.name(), "4711"), first())).isEmpty();
        }
    }

    private static RepositoryId only(Inventory inventory) {
        assertThat(inventory.subjects()).hasSize(2);
        return (RepositoryId) inventory.subjects().get(1).subject().id();
    }

    private static PartOffer part(SubjectOffer offer, Part part) {
        return offer.parts().stream()
                .filter(candidate -> candidate.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    private SourceContext first() {
        return context(Optional.empty());
    }

    private SourceContext after(State state) {
        return context(Optional.of(state));
    }

    private SourceContext context(Optional<State> previous) {
        Clock clock = host.clock();
        return new SourceContext() {
            @Override
            public Optional<State> previous() {
                return previous;
            }

            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public void checkCancelled() {}
        };
    }
}
