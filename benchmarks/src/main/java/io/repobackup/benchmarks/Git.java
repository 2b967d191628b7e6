package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git program without the settings of this machine. Text is bytes, each character one. */
final class Git {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private Git() {}

    /** What git says in a repository, without white space at its end; fails when git fails. */
    static String run(Path repository, String... arguments) {
        Answer answer = ask(repository, "", arguments);
        if (answer.status() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " ended with " + answer);
        }
        return answer.text().stripTrailing();
    }

    /** Runs git with something to read; fails when git fails. */
    static void feed(Path repository, String input, String... arguments) {
        Answer answer = ask(repository, input, arguments);
        if (answer.status() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " ended with " + answer);
        }
    }

    /** What git says and how it ends. */
    static Answer ask(Path repository, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
        keepSettingsOut(builder.environment());
        try {
            Process process = builder.start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(BYTES));
            }
            String text = new String(process.getInputStream().readAllBytes(), BYTES);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void keepSettingsOut(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
    }

    /** How a run of git ended, and what it said. */
    record Answer(int status, String text) {}
}
