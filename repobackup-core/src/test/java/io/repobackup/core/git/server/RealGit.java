package io.repobackup.core.git.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The git program with a clean environment: no settings of this machine, fixed names and dates. Text is bytes, each
 * character one.
 */
public final class RealGit {

    private RealGit() {}

    /** Runs git in a directory; its output without the last line feed. Fails the test when git fails. */
    public static String run(Path directory, String... arguments) {
        return run(directory, new byte[0], arguments);
    }

    /** The same with bytes to read. */
    public static String run(Path directory, byte[] input, String... arguments) {
        Result result = attempt(directory, input, arguments);
        if (result.status() != 0) {
            throw new AssertionError("git " + String.join(" ", arguments) + " in " + directory + " ended with "
                    + result.status() + ": " + result.output() + result.errors());
        }
        String output = result.output();
        return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }

    /** Runs git and takes any end. */
    public static Result attempt(Path directory, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = start(directory, command);
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            Thread listener = copying(process.getErrorStream(), errors);
            Thread writer = writing(input, process.getOutputStream());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = process.waitFor();
            listener.join();
            writer.join();
            return new Result(status, output, errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("these tests need the git program", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How a run of git ended. */
    public record Result(int status, String output, String errors) {}

    static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "A U Thor",
                "GIT_AUTHOR_EMAIL", "author@example.org",
                "GIT_AUTHOR_DATE", "1700000000 +0000",
                "GIT_COMMITTER_NAME", "C O Mitter",
                "GIT_COMMITTER_EMAIL", "committer@example.org",
                "GIT_COMMITTER_DATE", "1700000000 +0000",
                "LC_ALL", "C"));
    }

    private static Process start(Path directory, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        clean(builder.environment());
        return builder.start();
    }

    private static Thread copying(InputStream from, OutputStream to) {
        return started(() -> from.transferTo(to));
    }

    private static Thread writing(byte[] input, OutputStream to) {
        return started(() -> {
            try (to) {
                to.write(input);
            }
        });
    }

    private static Thread started(Copying copying) {
        Thread thread = new Thread(() -> {
            try {
                copying.run();
            } catch (IOException e) {
                // The program ended earlier; its status says why.
            }
        });
        thread.start();
        return thread;
    }

    private interface Copying {
        void run() throws IOException;
    }
}
