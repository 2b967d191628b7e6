package io.repobackup.core.vault.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.VaultFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadsRootTest {

    private static final String RUN = VaultFixture.RUN.run().text();
    private static final Sha256 FIRST = Sha256.of(new byte[] {1});
    private static final Sha256 SECOND = Sha256.of(new byte[] {2});

    private final VaultFixture fixture = new VaultFixture();
    private final Catalog catalog = fixture.vault.catalog("git.example/orgs/acme");
    private final SubjectId repository = new RepositoryId("git.example", "42");
    private final SubjectId owner = new OwnerId("git.example", "42");

    @Test
    void theRootIsTheDigestOfTheseLines() {
        CatalogView view = append(entry(repository, 7, FIRST), entry(owner, 12, SECOND));

        String lines = fixture.vault.id() + " catalog/git.example%2forgs%2facme\n"
                + "log/git.example/owner-42/0000000012.json.gz " + SECOND + "\n"
                + "log/git.example/repo-42/0000000007.json.gz " + FIRST + "\n";
        assertThat(view.root()).contains(new HeadsRoot(Sha256.of(lines.getBytes(StandardCharsets.UTF_8)), 2));
        assertThat(catalog.latest().root()).isEqualTo(view.root());
        assertThat(catalog.at(view.number()).orElseThrow().root()).isEqualTo(view.root());
    }

    @Test
    void logsWithoutARecordDoNotMatter() {
        Optional<HeadsRoot> one = append(entry(repository, 7, FIRST)).root();

        assertThat(append(CatalogEntry.of(owner, "acme", 0, Map.of())).root()).isEqualTo(one);
    }

    @Test
    void thereIsNoneWhileADigestIsNotKnown() {
        append(entry(repository, 7, FIRST));

        assertThat(append(CatalogEntry.of(owner, "acme", 3, Map.of())).root()).isEmpty();
        assertThat(append(entry(owner, 3, SECOND)).root()).isPresent();
    }

    @Test
    void whereThereIsNoCatalogThereIsNoRoot() {
        assertThat(catalog.latest().root()).isEmpty();
    }

    @Test
    void ofTwoRunsTheOneThatReachesFurtherTellsTheDigestAndNoDigestIsForgotten() {
        CatalogView atStart = append(entry(repository, 7, FIRST));
        append(entry(repository, 8, SECOND));

        CatalogView behind = catalog.append(atStart, RUN, List.of(entry(repository, 7, FIRST)));
        assertThat(behind.entry(repository).orElseThrow().headDigest()).contains(SECOND);
        CatalogView older = catalog.append(behind, RUN, List.of(CatalogEntry.of(repository, "acme/tool", 8, Map.of())));
        assertThat(older.entry(repository).orElseThrow().headDigest()).contains(SECOND);
        CatalogView further =
                catalog.append(older, RUN, List.of(CatalogEntry.of(repository, "acme/tool", 9, Map.of())));
        assertThat(further.entry(repository).orElseThrow().headDigest()).isEmpty();
    }

    private CatalogView append(CatalogEntry... entries) {
        return catalog.append(catalog.latest(), RUN, List.of(entries));
    }

    private static CatalogEntry entry(SubjectId subject, long head, Sha256 digest) {
        return CatalogEntry.of(subject, "acme", head, Map.of()).withHead(head, Optional.of(digest));
    }
}
