package io.repobackup.benchmarks.step;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A repository of one text in many versions, as one pack. */
final class DeltaHistory {

    private static final int VERSIONS = 4_000;
    private static final int LINES = 1_000;

    private DeltaHistory() {}

    static void write(Path repository) throws IOException, InterruptedException {
        git(repository, "init", "-q", "--bare");
        Process importing = start(repository, "fast-import", "--quiet");
        try (OutputStream out = new BufferedOutputStream(importing.getOutputStream())) {
            versions(out);
        }
        requireEnded(importing);
        git(repository, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=10", "--threads=1");
    }

    /** Each version has another line in another place. */
    private static void versions(OutputStream out) throws IOException {
        Random random = new Random(LINES);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(line(random));
        }
        for (int version = 0; version < VERSIONS; version++) {
            lines.set(random.nextInt(LINES), line(random));
            byte[] text = String.join("", lines).getBytes(StandardCharsets.US_ASCII);
            String commit = "commit refs/heads/main\ncommitter A <a@b.example> " + (1_700_000_000 + version)
                    + " +0000\ndata 0\nM 100644 inline text\ndata " + text.length + "\n";
            out.write(commit.getBytes(StandardCharsets.US_ASCII));
            out.write(text);
            out.write('\n');
        }
    }

    private static String line(Random random) {
        return "%016x %016x %015x%n".formatted(random.nextLong(), random.nextLong(), random.nextLong() >>> 4);
    }

    private static void git(Path repository, String... arguments) throws IOException, InterruptedException {
        requireEnded(start(repository, arguments));
    }

    private static Process start(Path repository, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void requireEnded(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git ended with " + process.exitValue());
        }
    }
}
