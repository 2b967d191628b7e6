package io.repobackup.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OffersTest {

    private static final Part ISSUES = new Part("issues");
    private static final Part FILES = new Part("files");
    private static final Lane API = new Lane("api:host.example", 2);
    private static final Snapshotter NOTHING = (subject, context) -> new Captured.Same("nothing to see");

    @Nested
    class PartOffers {

        private final PartOffer git = PartOffer.git(Part.GIT, GitEndpoint.of(URI.create("https://host.example/a.git")));
        private final PartOffer issues = PartOffer.of(ISSUES, API, NOTHING);

        @Test
        void aGitPartRunsFourWideInTheLaneOfItsHost() {
            assertThat(git.lane()).isEqualTo(new Lane("git:host.example", 4));
            assertThat(laneOf("https://host.example:8443/a.git")).isEqualTo("git:host.example:8443");
            assertThat(laneOf("file:///srv/a.git")).isEqualTo("git:local");
            assertThat(git.withLane(API).lane()).isEqualTo(API);
            assertThat(git.work()).isInstanceOf(PartWork.Git.class);
        }

        @Test
        void anOfferHasNoSignOfChangeUnlessGivenOne() {
            assertThat(issues.mark()).isEmpty();
            assertThat(issues.checkEvery()).isEmpty();
            assertThat(issues.after()).isEmpty();
        }

        @Test
        void eachWithChangesOneThingInACopy() {
            ContentReader reader = (subject, content) -> InputStream.nullInputStream();
            PartOffer full = issues.withMark(new ChangeMark("m"))
                    .withCheckEvery(Duration.ofDays(1))
                    .withAfter(Part.GIT)
                    .withAfter(FILES)
                    .withContent(reader);
            assertThat(full.part()).isEqualTo(ISSUES);
            assertThat(full.lane()).isEqualTo(API);
            assertThat(full.mark()).contains(new ChangeMark("m"));
            assertThat(full.checkEvery()).contains(Duration.ofDays(1));
            assertThat(full.after()).containsExactlyInAnyOrder(Part.GIT, FILES);
            assertThat(full.work()).isInstanceOfSatisfying(PartWork.Metadata.class, metadata -> {
                assertThat(metadata.snapshotter()).isSameAs(NOTHING);
                assertThat(metadata.content()).containsSame(reader);
            });
            assertThat(issues.mark()).isEmpty();
        }

        @Test
        void lfsObjectsComeAfterTheirGitPartAndWheneverThatIsLookedAt() {
            PartOffer lfs = PartOffer.lfs(git.withMark(new ChangeMark("m")).withCheckEvery(Duration.ofDays(1)));
            assertThat(lfs.part()).isEqualTo(Part.LFS);
            assertThat(lfs.lane()).isEqualTo(git.lane());
            assertThat(lfs.mark()).contains(new ChangeMark("m"));
            assertThat(lfs.checkEvery()).contains(Duration.ofDays(1));
            assertThat(lfs.after()).containsExactly(Part.GIT);
            assertThat(lfs.work())
                    .isInstanceOfSatisfying(
                            PartWork.Lfs.class, work -> assertThat(work.git()).isEqualTo(Part.GIT));
            assertThatIllegalArgumentException().isThrownBy(() -> PartOffer.lfs(issues));
        }

        @Test
        void aPartIsExpectedUnlessItIsOptional() {
            assertThat(git.isOptional()).isFalse();
            assertThat(git.optional().withCheckEvery(Duration.ofDays(1)).isOptional())
                    .isTrue();
        }

        @Test
        void anAbsentPartKeepsItsMarkWhileTheReasonLasts() {
            PartOffer absent = PartOffer.absent(Part.WIKI, "the wiki is switched off");
            assertThat(absent.mark())
                    .isPresent()
                    .isEqualTo(PartOffer.absent(Part.WIKI, "the wiki is switched off")
                            .mark());
            assertThat(absent.work()).isInstanceOf(PartWork.Metadata.class);
        }

        @Test
        void anAgeOfNothingIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> issues.withCheckEvery(Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(() -> issues.withCheckEvery(Duration.ofDays(-1)));
        }

        @Test
        void aGitPartLinksNoContent() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> git.withContent((subject, content) -> InputStream.nullInputStream()));
        }

        private String laneOf(String url) {
            return PartOffer.git(Part.GIT, GitEndpoint.of(URI.create(url)))
                    .lane()
                    .key();
        }
    }

    @Nested
    class SubjectOffers {

        private final PartOffer issues = PartOffer.of(ISSUES, API, NOTHING);
        private final PartOffer files = PartOffer.of(FILES, API, NOTHING).withAfter(ISSUES);

        @Test
        void aPartMayComeAfterOneOfferedBeforeIt() {
            assertThat(new SubjectOffer(subject("1"), List.of(issues, files)).parts())
                    .containsExactly(issues, files);
        }

        @Test
        void aPartThatComesAfterALaterOneIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SubjectOffer(subject("1"), List.of(files, issues)))
                    .withMessageContaining("files")
                    .withMessageContaining("issues");
        }

        @Test
        void aPartThatComesAfterItselfOrAMissingOneIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new SubjectOffer(subject("1"), List.of(files)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SubjectOffer(subject("1"), List.of(issues.withAfter(ISSUES))));
        }

        @Test
        void aPartOfferedTwiceIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SubjectOffer(subject("1"), List.of(issues, issues)))
                    .withMessageContaining("twice");
        }
    }

    @Nested
    class Inventories {

        @Test
        void aSubjectListedTwiceIsRefused() {
            SubjectOffer offer = new SubjectOffer(subject("1"), List.of());
            SubjectOffer renamed = new SubjectOffer(subject("1"), List.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Inventory.of(List.of(offer, renamed)))
                    .withMessageContaining("host.example/1");
            assertThat(Inventory.of(List.of(offer, new SubjectOffer(subject("2"), List.of())))
                            .subjects())
                    .hasSize(2);
        }

        @Test
        void aLaneThatNothingCouldPassIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new Lane("api", 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Lane(" ", 1));
        }
    }

    private static Subject subject(String id) {
        return RemoteRepository.builder(new RepositoryId("host.example", id))
                .name("acme/tool")
                .url(URI.create("https://host.example/acme/tool"))
                .build();
    }
}
