package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository at its host, made in this process, which is much quicker than by the git program. */
final class GitWorld {

    private static final PersonIdent AUTHOR =
            new PersonIdent("A U Thor", "author@example.org", java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);

    private final Path path;
    private int version;

    GitWorld(Path path) {
        this.path = path;
        try (Repository repository = open()) {
            repository.create(true);
            repository.updateRef("HEAD").link("refs/heads/main");
            set(repository, "refs/heads/main", commit(repository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Grows with each change. */
    int version() {
        return version;
    }

    /** Every ref with its object, and what HEAD stands for. */
    Map<String, String> state() {
        return state(path);
    }

    /** What a repository's refs are, after looking whether all that they reach is there. */
    static Map<String, String> whole(Path path) {
        try (Repository repository =
                        new FileRepositoryBuilder().setGitDir(path.toFile()).build();
                ObjectWalk walk = new ObjectWalk(repository)) {
            for (Ref ref : repository.getRefDatabase().getRefs()) {
                if (ref.getObjectId() != null) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
            }
            walk.checkConnectivity();
        } catch (IOException e) {
            throw new AssertionError(path + " is not whole", e);
        }
        return state(path);
    }

    void change(Random random) {
        try (Repository repository = open()) {
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                change(repository, random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(Repository repository, Random random) throws IOException {
        List<Ref> branches = repository.getRefDatabase().getRefsByPrefix("refs/heads/");
        Ref branch = branches.get(random.nextInt(branches.size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> set(repository, branch.getName(), commit(repository, branch.getObjectId()));
            case 2 -> set(repository, "refs/heads/b" + version, commit(repository, branch.getObjectId()));
            case 3 -> set(repository, branch.getName(), commit(repository));
            case 4 -> set(repository, "refs/tags/t" + version, tag(repository, branch.getObjectId()));
            default -> {
                if (!branch.getName().equals("refs/heads/main")) {
                    delete(repository, branch.getName());
                }
            }
        }
        version++;
    }

    private Repository open() throws IOException {
        return new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    }

    private ObjectId commit(Repository repository, ObjectId... parents) throws IOException {
        version++;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            String noise = new Random(version).ints(300).boxed().toList().toString();
            tree.append("file", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes(version + noise)));
            tree.append("same", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes("the same")));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            commit.setParentIds(parents);
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("version " + version);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private ObjectId tag(Repository repository, ObjectId target) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setObjectId(target, Constants.OBJ_COMMIT);
            tag.setTag("t" + version);
            tag.setTagger(AUTHOR);
            tag.setMessage("tag");
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    private static void set(Repository repository, String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        assertThat(update.forceUpdate())
                .isIn(RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.FORCED);
    }

    private static void delete(Repository repository, String ref) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
    }

    private static Map<String, String> state(Path path) {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(path.toFile()).build()) {
            Map<String, String> refs = new TreeMap<>();
            for (Ref ref : new ArrayList<>(repository.getRefDatabase().getRefs())) {
                if (!ref.isSymbolic()) {
                    refs.put(ref.getName(), ref.getObjectId().name());
                }
            }
            refs.put("HEAD", repository.exactRef("HEAD").getTarget().getName());
            return refs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
