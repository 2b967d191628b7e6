package io.repobackup.core.git.local;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.connection.Advertised;
import io.repobackup.core.git.connection.Expectation;
import io.repobackup.core.git.connection.FetchStream;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.git.connection.WireConnection;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a repository in a directory of this machine. JGit reads it where it can; for SHA-256 and what JGit
 * does not know, the git program has to be there.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class LocalConnection implements GitConnection {

    /** How the refs come about. */
    private interface RefsReader {
        Advertised read(Expectation expectation) throws IOException;
    }

    private final LocalRepository local;
    private final GitConnection packs;
    private final RefsReader refs;
    private final @Nullable Repository objects;

    private LocalConnection(LocalRepository local, GitConnection packs, RefsReader refs, @Nullable Repository objects) {
        this.local = local;
        this.packs = packs;
        this.refs = refs;
        this.objects = objects;
    }

    /**
     * Opens the repository at this path, which may be bare, or have a work tree around it.
     *
     * @throws io.repobackup.api.failure.NotFoundException when nothing is there
     * @throws io.repobackup.api.failure.AccessDeniedException when this user may not read it
     * @throws io.repobackup.api.failure.MisconfiguredException when it is no repository, or a kind that cannot be read
     */
    public static GitConnection open(Path path) {
        LocalRepository local = LocalRepository.at(path);
        return switch (local.format()) {
            case SHA1 -> throughJGit(local);
            case SHA256 -> throughProgram(local);
        };
    }

    @Override
    public Advertised refs(Expectation expectation) {
        try {
            Advertised all = refs.read(expectation);
            return local.partial() && objects != null ? SoundRefs.of(all, objects) : all;
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the refs of " + local.path() + " failed: " + e.getMessage() + "; see what git fsck says",
                    e);
        }
    }

    @Override
    public FetchStream fetch(List<ObjectId> wants, List<ObjectId> haves) {
        return packs.fetch(wants, haves);
    }

    @Override
    public Set<ObjectId> incomplete(Collection<ObjectId> tips) {
        if (objects == null) {
            return Set.of();
        }
        try (Soundness soundness = new Soundness(objects, local.shallow())) {
            return soundness.lacking(tips);
        }
    }

    @Override
    public void close() {
        packs.close();
    }

    private static GitConnection throughJGit(LocalRepository local) {
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(local.directory().toFile())
                    .setMustExist(true)
                    .build();
            GitConnection packs = new WireConnection(new JGitChannel(local, repository));
            RefsReader refs = local.keepsRefsInFiles()
                    ? expectation -> LocalRefs.of(local, repository)
                    : expectation -> described(local, packs, expectation);
            return new LocalConnection(local, packs, refs, repository);
        } catch (IOException | IllegalArgumentException e) {
            return throughProgram(local);
        }
    }

    private static GitConnection throughProgram(LocalRepository local) {
        GitConnection packs = new WireConnection(new GitProgramChannel(local));
        return new LocalConnection(local, packs, expectation -> described(local, packs, expectation), null);
    }

    private static Advertised described(LocalRepository local, GitConnection packs, Expectation expectation) {
        RepositoryRefs told = packs.refs(expectation.withFormat(local.format())).refs();
        return new Advertised(
                new RepositoryRefs(told.format(), told.head(), told.refs(), local.shallow()), local.flaws());
    }
}
