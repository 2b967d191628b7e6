package io.repobackup.azure;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A copy of a vault in a directory to a container, in a process of its own, to be killed. */
final class CopyingProgram {

    private CopyingProgram() {}

    static Process start(Path vault, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CopyingProgram.class.getName(),
                vault.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        vault.resolveSibling("errors.txt").toFile()))
                .start();
    }

    public static void main(String[] arguments) {
        try (FileSystemBlobSink vault = FileSystemBlobSink.open(Path.of(arguments[0]));
                BlobSink target = CopiedToAzureTest.sink(URI.create(arguments[1]), arguments[2])) {
            copy(vault, target).throwIfFailed();
        }
    }

    static CopyReport copy(BlobSink from, BlobSink to) {
        return CopyEngine.builder()
                .from(Vault.open(from))
                .to(to)
                .parallelism(1)
                .build()
                .run();
    }
}
