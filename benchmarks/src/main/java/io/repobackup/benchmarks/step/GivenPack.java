package io.repobackup.benchmarks.step;

import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.git.pack.PackDescription;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack in a file, read as it would come from a host. */
record GivenPack(Path file) {

    private static final PackIndexer INDEXER =
            PackIndexer.within(PackLimits.scratch(Path.of(System.getProperty("java.io.tmpdir"))));

    /** The one that the property {@code pack} names. */
    static GivenPack named() {
        String file = System.getProperty("pack", "");
        if (file.isEmpty()) {
            throw new IllegalStateException("name a pack with -Dpack=FILE.pack");
        }
        return new GivenPack(Path.of(file));
    }

    IndexedPack index() {
        try (InputStream in = Files.newInputStream(file)) {
            PackDescription description =
                    PackDescription.of("the given pack", ObjectFormat.SHA1).sizeInBytes(Files.size(file));
            return INDEXER.index(description, in, bytes -> {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
