package io.repobackup.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the git program, with nothing of this machine's configuration. */
public final class GitProgram {

    private final Path directory;

    private GitProgram(Path directory) {
        this.directory = directory;
    }

    /** Git in a directory. */
    public static GitProgram in(Path directory) {
        return new GitProgram(directory);
    }

    /** Makes a repository with one commit on main, and a tag. */
    public static GitProgram newRepository(Path directory) throws IOException {
        Files.createDirectories(directory);
        GitProgram git = in(directory);
        git.run("init", "-q", "-b", "main");
        git.commit("first");
        git.run("tag", "-a", "v1", "-m", "version 1");
        return git;
    }

    /** Commits one changed file. */
    public void commit(String text) throws IOException {
        Files.writeString(directory.resolve("file.txt"), text);
        run("add", "file.txt");
        run("commit", "-q", "-m", text);
    }

    /** Runs git, which must succeed, and returns what it printed. */
    public String run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        ProcessBuilder program =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        program.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        program.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        try {
            Process process = program.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + printed);
            }
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command + " did not run; these tests need git", e);
        }
    }
}
