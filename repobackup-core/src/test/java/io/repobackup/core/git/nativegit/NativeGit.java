package io.repobackup.core.git.nativegit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the git program in one directory, untouched by the configuration of whoever runs the tests. */
public final class NativeGit {

    private final Path directory;

    private NativeGit(Path directory) {
        this.directory = directory;
    }

    /** Git in this directory, which may be a repository. */
    public static NativeGit in(Path directory) {
        return new NativeGit(directory);
    }

    /** A new repository with a work tree, on the branch main. */
    public static NativeGit init(Path directory, String objectFormat) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NativeGit git = in(directory);
        git.run("init", "-q", "-b", "main", "--object-format=" + objectFormat);
        return git;
    }

    public Path directory() {
        return directory;
    }

    /** Runs a command that must succeed; its output without the last line feed. */
    public String run(String... arguments) {
        return text(feed(new byte[0], arguments));
    }

    /** Runs a command that must succeed, with this input; its output. */
    public byte[] feed(byte[] input, String... arguments) {
        Result result = attempt(input, arguments);
        if (result.status() != 0) {
            throw new AssertionError("git " + String.join(" ", arguments) + " failed: " + result.errors());
        }
        return result.output().toByteArray();
    }

    /** Runs a command that may fail. */
    public Result attempt(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(environment());
        try {
            return communicate(builder.start(), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a command left. */
    public record Result(int status, ByteArrayOutputStream output, String errors) {}

    private static Result communicate(Process process, byte[] input) throws IOException, InterruptedException {
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> readAll(process), NativeGit::inThread);
        CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, input), NativeGit::inThread);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        fed.join();
        return new Result(process.waitFor(), output, errors.join());
    }

    /** Since Java 25 the common pool may have one thread, and one of the two tasks would wait for the other. */
    private static void inThread(Runnable task) {
        new Thread(task, "native-git").start();
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException ignoredBecauseTheProgramMayEndFirst) {
            return;
        }
    }

    private static String readAll(Process process) {
        try {
            return text(process.getErrorStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "A U Thor",
                "GIT_AUTHOR_EMAIL", "author@example.org",
                "GIT_AUTHOR_DATE", "1700000000 +0100",
                "GIT_COMMITTER_NAME", "C O Mitter",
                "GIT_COMMITTER_EMAIL", "committer@example.org",
                "GIT_COMMITTER_DATE", "1700000000 +0100",
                "GIT_TERMINAL_PROMPT", "0",
                "LC_ALL", "C");
    }
}
