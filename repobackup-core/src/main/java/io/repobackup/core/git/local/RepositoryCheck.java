package io.repobackup.core.git.local;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.bare.BareRepositoryWriter;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Looks at a bare repository on disk: whether its refs are the recorded ones, and whether all that they reach is there.
 * Lenient towards what {@code git fsck} finds in real histories: an object that JGit cannot parse is a note, and the packs
 * are then proved without JGit.
 *
 * <p>JGit keeps about 100 bytes of memory for each object. <i>Immutable.</i>
 */
public final class RepositoryCheck {

    private final Path directory;
    private final Path scratch;

    private RepositoryCheck(Path directory, Path scratch) {
        this.directory = directory;
        this.scratch = scratch;
    }

    /** A check of the bare repository in this directory; large packs may be copied to scratch while they are read. */
    public static RepositoryCheck of(Path directory, Path scratch) {
        return new RepositoryCheck(directory, scratch);
    }

    /**
     * Compares with what is recorded and looks at the objects. Reads only.
     *
     * @throws UnavailableException when the files cannot be read
     * @throws io.repobackup.api.failure.CancelledException when the thread is interrupted
     */
    public RepositoryProof against(RepositoryRefs recorded) {
        List<String> flaws = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            Set<RefName> leftOut = leftOut();
            leftOut.forEach(name -> notes.add("git does not take the name of the ref " + name));
            flaws.addAll(new RefComparison(RefFiles.read(directory), recorded, leftOut).flaws());
            return recorded.format() == ObjectFormat.SHA1
                    ? reached(recorded, flaws, notes)
                    : packed(recorded, flaws, notes);
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the repository " + directory + " failed (" + e + "); check the disk, and try again", e);
        }
    }

    private RepositoryProof reached(RepositoryRefs recorded, List<String> flaws, List<String> notes)
            throws IOException {
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setMustExist(true)
                .build()) {
            long objects = new ReachedObjects(repository).from(tips(recorded));
            return new RepositoryProof(objects, List.of(), flaws, notes);
        } catch (MissingObjectException e) {
            return new RepositoryProof(0, List.of(String.valueOf(e.getMessage())), flaws, notes);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            notes.add("JGit does not read everything here (" + e.getMessage() + "); the packs were read without it");
            return packed(recorded, flaws, notes);
        }
    }

    private RepositoryProof packed(RepositoryRefs recorded, List<String> flaws, List<String> notes) throws IOException {
        PacksOnDisk packs = new PacksOnDisk(directory, recorded, scratch);
        try {
            List<String> missing = packs.missing(tips(recorded)).stream()
                    .map(id -> "Missing " + id)
                    .toList();
            return new RepositoryProof(packs.objects(), missing, flaws, notes);
        } catch (CorruptedException e) {
            flaws.add(String.valueOf(e.getMessage()));
            return new RepositoryProof(0, List.of(), flaws, notes);
        }
    }

    private static Set<ObjectId> tips(RepositoryRefs recorded) {
        Set<ObjectId> tips = new LinkedHashSet<>();
        recorded.head().oid().ifPresent(tips::add);
        for (Ref ref : recorded.refs()) {
            tips.add(ref.oid());
            ref.peeled().ifPresent(tips::add);
        }
        return tips;
    }

    private Set<RefName> leftOut() throws IOException {
        Path file = directory.resolve(BareRepositoryWriter.LEFT_OUT_FILE);
        if (!Files.exists(file)) {
            return Set.of();
        }
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .map(line -> new RefName(line.substring(line.indexOf(' ') + 1)))
                .collect(Collectors.toSet());
    }
}
