package io.repobackup.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemorySourceTest {

    private static final RepositoryId TOOL = new RepositoryId("host.example", "1");
    private static final OwnerId ACME = new OwnerId("host.example", "2");

    @Nested
    class Contract implements SourceContract {

        @Override
        public Source openSource() {
            InMemorySource source = InMemorySource.named("host.example/orgs/acme");
            source.offer(repository("acme/tool"), owner());
            return source;
        }

        @Override
        public Set<SubjectId> subjects() {
            return Set.of(TOOL, ACME);
        }
    }

    @Test
    void theInventoryIsWhatWasOfferedLast() {
        InMemorySource source = InMemorySource.named("a");
        assertThat(source.inventory(FakeSourceContext.first()).subjects()).isEmpty();
        source.offer(repository("acme/tool"));
        source.offer(repository("acme/renamed"));
        assertThat(source.inventory(FakeSourceContext.first()).subjects())
                .extracting(offer -> offer.subject().name())
                .containsExactly("acme/renamed");
        assertThat(source.inventories()).isEqualTo(2);
    }

    @Test
    void anInjectedFailureLastsUntilItIsHealed() {
        InMemorySource source = InMemorySource.named("a");
        source.fail(() -> new UnavailableException("Listing: the host is gone; try later"));
        assertThatThrownBy(() -> source.inventory(FakeSourceContext.first())).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> source.find(TOOL, FakeSourceContext.first())).isInstanceOf(UnavailableException.class);
        source.heal();
        assertThat(source.find(TOOL, FakeSourceContext.first())).isEmpty();
    }

    private static SubjectOffer repository(String name) {
        RemoteRepository repository = RemoteRepository.builder(TOOL)
                .name(name)
                .url(URI.create("https://host.example/" + name))
                .build();
        return new SubjectOffer(
                repository,
                List.of(
                        PartOffer.git(Part.GIT, GitEndpoint.of(URI.create("https://host.example/" + name + ".git")))
                                .withMark(new ChangeMark("2026-01-01")),
                        PartOffer.of(
                                new Part("issues"),
                                new Lane("api", 2),
                                (subject, context) -> new Captured.Same("nothing happens here"))));
    }

    private static SubjectOffer owner() {
        Owner owner = Owner.builder(ACME)
                .name("acme")
                .url(URI.create("https://host.example/acme"))
                .build();
        return new SubjectOffer(owner, List.of());
    }
}
