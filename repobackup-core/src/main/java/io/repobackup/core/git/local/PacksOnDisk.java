package io.repobackup.core.git.local;

import io.repobackup.core.git.pack.ConnectivityCheck;
import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.git.pack.PackDescription;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The packs of a repository, read without JGit: for object formats and for old mistakes in objects that JGit does not
 * read. What packs name and hold is proved for all their objects, reached or not.
 */
final class PacksOnDisk {

    private static final int ENOUGH = 3;

    private final Path directory;
    private final RepositoryRefs refs;
    private final PackIndexer indexer;
    private long objects;

    PacksOnDisk(Path directory, RepositoryRefs refs, Path scratch) {
        this.directory = directory;
        this.refs = refs;
        this.indexer = PackIndexer.within(PackLimits.scratch(scratch));
    }

    /** Reads all packs, and gives the first of the objects that are named and in none of them. */
    List<ObjectId> missing(Collection<ObjectId> tips) throws IOException {
        List<IndexedPack> packs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("objects/pack"), "*.pack")) {
            for (Path file : files) {
                packs.add(index(file));
            }
        }
        ConnectivityCheck check = new ConnectivityCheck(refs.format());
        tips.forEach(check::require);
        packs.forEach(pack -> check.requireAll(pack.external()));
        packs.forEach(check::offer);
        objects = packs.stream().mapToLong(IndexedPack::objects).sum();
        return check.missing(ENOUGH);
    }

    /** How many objects the packs hold that were read. */
    long objects() {
        return objects;
    }

    private IndexedPack index(Path file) throws IOException {
        PackDescription description = PackDescription.of(file.toString(), refs.format())
                .shallow(refs.shallow())
                .sizeInBytes(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            return indexer.index(description, in, bytes -> {});
        }
    }
}
