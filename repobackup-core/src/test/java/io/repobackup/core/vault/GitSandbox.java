package io.repobackup.core.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs in a directory; git without the settings of this machine. */
public final class GitSandbox {

    private final Path directory;

    public GitSandbox(Path directory) {
        this.directory = directory;
    }

    /** What a program wrote to its standard output, checked to have ended well. */
    public byte[] run(byte[] input, String... command) {
        try {
            Path errors = Files.createTempFile(directory, "stderr", "");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.redirectError(errors.toFile());
            builder.environment().putAll(environment());
            Process process = builder.start();
            Thread feeder = new Thread(() -> feed(process, input));
            feeder.start();
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            String error = Files.readString(errors);
            Files.delete(errors);
            if (status != 0) {
                throw new AssertionError(List.of(command) + " ended with " + status + ": " + error
                        + new String(output, StandardCharsets.UTF_8));
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("this test needs the program " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new String(run(new byte[0], command.toArray(String[]::new)), StandardCharsets.UTF_8).strip();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@example",
                "GIT_COMMITTER_NAME", "c",
                "GIT_COMMITTER_EMAIL", "c@example",
                "LC_ALL", "C.UTF-8");
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream();
                InputStream bytes = new ByteArrayInputStream(input)) {
            bytes.transferTo(stdin);
        } catch (IOException e) {
            // The program did not want its input; its status tells.
        }
    }
}
