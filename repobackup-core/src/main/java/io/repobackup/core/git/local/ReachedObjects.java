package io.repobackup.core.git.local;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevBlob;
import org.eclipse.jgit.revwalk.RevObject;

/** Follows commits, trees and tags through JGit and counts what it meets. <i>Confined to one thread.</i> */
final class ReachedObjects {

    private static final int LOOK_UP_EVERY = 1 << 10;

    private final Repository repository;
    private long count;

    ReachedObjects(Repository repository) {
        this.repository = repository;
    }

    /**
     * How many objects are reached from these.
     *
     * @throws MissingObjectException when one of them is not there
     * @throws IOException when JGit cannot read one of them
     */
    long from(Collection<ObjectId> tips) throws IOException {
        try (ObjectWalk walk = new ObjectWalk(repository)) {
            walk.setRetainBody(false);
            for (ObjectId tip : tips) {
                walk.markStart(walk.parseAny(org.eclipse.jgit.lib.ObjectId.fromString(tip.hex())));
            }
            for (RevObject commit = walk.next(); commit != null; commit = walk.next()) {
                tick();
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                tick();
                if (object instanceof RevBlob && !walk.getObjectReader().has(object)) {
                    throw new MissingObjectException(object, Constants.OBJ_BLOB);
                }
            }
            return count;
        }
    }

    private void tick() {
        if (++count % LOOK_UP_EVERY == 0 && Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Counting the objects of " + repository.getDirectory() + " was interrupted");
        }
    }
}
