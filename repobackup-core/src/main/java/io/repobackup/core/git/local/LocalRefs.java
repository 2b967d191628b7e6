package io.repobackup.core.git.local;

import io.repobackup.core.git.connection.Advertised;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The refs of a repository that JGit can read, with what only its objects can tell: whether a ref names one that is there,
 * and what a tag stands for. JGit's own list of refs is not used, for it decodes their names.
 */
final class LocalRefs {

    private final LocalRepository repository;
    private final RevWalk walk;
    private final List<Ref> refs = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();

    private LocalRefs(LocalRepository repository, RevWalk walk) {
        this.repository = repository;
        this.walk = walk;
    }

    static Advertised of(LocalRepository repository, Repository objects) throws IOException {
        try (RevWalk walk = new RevWalk(objects)) {
            return new LocalRefs(repository, walk).advertised(RefFiles.read(repository.directory()));
        }
    }

    private Advertised advertised(RefFiles files) throws IOException {
        flaws.addAll(repository.flaws());
        flaws.addAll(files.flaws());
        for (Map.Entry<RefName, RefText> entry : files.refs().entrySet()) {
            Optional<ObjectId> oid = files.oid(entry.getValue());
            if (oid.isPresent() && holds(entry.getKey().display(), oid.get())) {
                refs.add(ref(entry.getKey(), oid.get(), entry.getValue()));
            }
        }
        Head head = files.resolvedHead();
        if (head.oid().isPresent() && !holds("HEAD", head.oid().get())) {
            head = new Head(head.target(), Optional.empty());
        }
        return new Advertised(new RepositoryRefs(repository.format(), head, refs, repository.shallow()), flaws);
    }

    private boolean holds(String name, ObjectId oid) throws IOException {
        boolean held = walk.getObjectReader().has(jgit(oid));
        if (!held) {
            flaws.add(name + " names " + oid + ", which the repository does not hold; see what git fsck says");
        }
        return held;
    }

    private Ref ref(RefName name, ObjectId oid, RefText text) throws IOException {
        Optional<ObjectId> peeled = text.peel().known() ? text.peel().oid() : peeled(name, oid);
        return new Ref(name, oid, peeled, text.target());
    }

    private Optional<ObjectId> peeled(RefName name, ObjectId oid) throws IOException {
        try {
            return walk.parseAny(jgit(oid)) instanceof RevTag tag
                    ? Optional.of(new ObjectId(walk.peel(tag).name()))
                    : Optional.empty();
        } catch (MissingObjectException e) {
            flaws.add("the tag " + name + " stands for an object that the repository does not hold: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static org.eclipse.jgit.lib.ObjectId jgit(ObjectId oid) {
        return org.eclipse.jgit.lib.ObjectId.fromString(oid.hex());
    }
}
