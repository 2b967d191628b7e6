package io.repobackup.samples.cli;

import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.restore.RestoreReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to try after the first backup. */
final class NextSteps {

    private static final String PROGRAM = "  java -jar samples/target/repobackup-samples.jar ";

    private NextSteps() {}

    static List<String> afterBackup(VaultAddress vault) {
        return List.of(
                PROGRAM + "backup <url or path>... --vault " + vault,
                "      again: only what is new is fetched and stored",
                PROGRAM + "list --vault " + vault,
                "      what is in the vault, and since when",
                PROGRAM + "restore --vault " + vault + " --as-of 2026-11-17 --to DIR",
                "      everything as it was then",
                "Without this program: restore.md in the vault says how to restore with git alone.");
    }

    static List<String> afterRestore(RestoreReport report, Path directory) {
        List<String> lines = new ArrayList<>();
        report.entries().stream()
                .flatMap(entry -> entry.snapshot().stream())
                .map(SnapshotInfo::name)
                .map(name -> directory.resolve(name + ".git"))
                .filter(repository -> repository.toFile().exists())
                .findFirst()
                .ifPresent(repository -> lines.addAll(List.of(
                        "  git clone " + repository, "      a repository that came back is one like any other")));
        return lines;
    }
}
