package io.repobackup.core.restore;

import java.nio.file.Path;

/** What other packages of tests read of a restore. */
public final class JournalReading {

    private JournalReading() {}

    public static void journal(Path file) {
        FileJournal.open(file).close();
    }
}
