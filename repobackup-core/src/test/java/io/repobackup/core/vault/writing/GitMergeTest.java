package io.repobackup.core.vault.writing;

import static io.repobackup.core.vault.VaultFixture.ref;
import static io.repobackup.core.vault.VaultFixture.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.VaultFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GitMergeTest {

    private final VaultFixture fixture = new VaultFixture();
    private final SubjectBlobs blobs = fixture.vault.blobs(VaultFixture.ID);
    private final PackEntry before = VaultFixture.pack(blobs, 1);
    private final PackEntry mine = VaultFixture.pack(blobs, 2);
    private final PackEntry yours = VaultFixture.pack(blobs, 3);
    private final RepositoryRefs older = refs(ref("refs/heads/main", 5));
    private final RepositoryRefs newer = refs(ref("refs/heads/main", 6));

    @Test
    void equalRefsWereStoredByTheOther() {
        GitMerge merge =
                GitMerge.of(content(newer, before, mine), List.of(before), content(newer, before, yours), Set.of());

        assertThat(merge).isEqualTo(new GitMerge.DoneByOther());
    }

    @Test
    void otherwiseThePacksOfBothHoldTheOwnRefs() {
        GitMerge merge =
                GitMerge.of(content(newer, before, mine), List.of(before), content(older, before, yours), Set.of());

        assertThat(merge).isEqualTo(new GitMerge.Merged(content(newer, before, yours, mine)));
    }

    @Test
    void whatTheOwnPacksRelyOnMustStillBeListed() {
        GitMerge merge = GitMerge.of(content(newer, before, mine), List.of(before), content(older, yours), Set.of());

        assertThat(merge)
                .isEqualTo(new GitMerge.CaptureAgain(Set.of(before.bundle().key())));
    }

    @Test
    void whatTheOwnPacksRelyOnMustStillBeInTheStore() {
        GitMerge merge = GitMerge.of(
                content(newer, before, mine),
                List.of(before),
                content(older, before, yours),
                Set.of(before.index().key()));

        assertThat(merge)
                .isEqualTo(new GitMerge.CaptureAgain(Set.of(before.bundle().key())));
    }

    @Test
    void aCaptureInFullReliesOnNothingAndLeavesOutWhatIsMissing() {
        GitMerge merge = GitMerge.of(
                content(newer, mine),
                List.of(),
                content(newer, before, yours),
                Set.of(before.index().key()));

        assertThat(merge).isEqualTo(new GitMerge.Merged(content(newer, yours, mine)));
    }

    @Test
    void whereNothingCanBeReadOnlyACaptureInFullIsStored() {
        assertThat(GitMerge.onNothing(content(newer, mine), List.of()))
                .isEqualTo(new GitMerge.Merged(content(newer, mine)));
        assertThat(GitMerge.onNothing(content(newer, before, mine), List.of(before)))
                .isEqualTo(new GitMerge.CaptureAgain(Set.of(before.bundle().key())));
    }

    private static GitContent content(RepositoryRefs refs, PackEntry... packs) {
        return new GitContent(refs, List.of(packs));
    }
}
