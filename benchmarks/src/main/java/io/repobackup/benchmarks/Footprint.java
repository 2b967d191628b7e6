package io.repobackup.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** How many files something left, and their bytes. */
record Footprint(long files, long bytes) {

    /** Where nothing is counted. */
    static final Footprint NONE = new Footprint(0, 0);

    /** Of a file or of a tree. */
    static Footprint of(Path tree) {
        return new Footprint(Workplace.below(tree).filter(Files::isRegularFile).count(), Workplace.size(tree));
    }

    Footprint since(Footprint earlier) {
        return new Footprint(files - earlier.files, bytes - earlier.bytes);
    }
}
