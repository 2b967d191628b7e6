package io.repobackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs that a test needs besides git: where one is missing it skips loudly, and under CI it fails. */
final class NeededPrograms {

    private NeededPrograms() {}

    static void require(String... programs) {
        List<String> missing =
                Stream.of(programs).filter(program -> !isOnPath(program)).toList();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(missing).as("programs that .ci/run installs").isEmpty();
        }
        assumeTrue(missing.isEmpty(), "SKIPPED: needs " + missing + " on the path; .ci/run installs them");
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
