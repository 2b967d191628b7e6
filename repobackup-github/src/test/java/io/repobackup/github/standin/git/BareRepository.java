package io.repobackup.github.standin.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commits of the git program in a directory. <i>Confined to one thread at a time.</i> */
public final class BareRepository {

    private final Path path;
    private final Runnable pushed;

    private BareRepository(Path path, Runnable pushed) {
        this.path = path;
        this.pushed = pushed;
    }

    /** The repository in a directory, made with its branch {@code main} still to come when it is not there. */
    public static BareRepository at(Path path, Runnable pushed) {
        BareRepository repository = new BareRepository(path, pushed);
        if (!Files.exists(path.resolve("HEAD"))) {
            try {
                Files.createDirectories(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            repository.run("", "init", "-q", "--bare", "-b", "main");
        }
        return repository;
    }

    public Path path() {
        return path;
    }

    /** A commit on top of a branch that changes one file, as a push; its id. */
    public String commit(String branch, String message) {
        String ref = "refs/heads/" + branch;
        boolean isFirst = run("", "for-each-ref", ref).isEmpty();
        String data = "data " + message.getBytes(StandardCharsets.UTF_8).length + "\n" + message + "\n";
        run(
                "commit " + ref + "\ncommitter C O Mitter <committer@example.org> 1700000000 +0000\n" + data
                        + (isFirst ? "" : "from " + ref + "^0\n") + "M 100644 inline file.txt\n" + data,
                "fast-import",
                "--quiet");
        pushed.run();
        return run("", "rev-parse", ref);
    }

    /** Sets a ref, such as {@code refs/pull/7/head}, as the host does. */
    public void set(String ref, String oid) {
        run("", "update-ref", ref, oid);
    }

    /** What git prints, without the last line feed. Fails the test when git fails. */
    public String run(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(path.toFile()).redirectErrorStream(true);
        clean(builder.environment());
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        command + " in " + path + " ended with " + process.exitValue() + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("these tests need the git program", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C"));
    }
}
