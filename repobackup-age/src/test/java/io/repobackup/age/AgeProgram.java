package io.repobackup.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs {@code age} and {@code age-keygen}. Without them a test skips loudly, and under CI it fails. */
final class AgeProgram {

    private AgeProgram() {}

    /** What a program left. */
    static final class Ended {

        private final int status;
        private final byte[] output;
        private final String errors;

        Ended(int status, byte[] output, String errors) {
            this.status = status;
            this.output = output;
            this.errors = errors;
        }

        int status() {
            return status;
        }

        byte[] output() {
            return output;
        }

        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        String errors() {
            return errors;
        }
    }

    static void require() {
        boolean there = Stream.of("age", "age-keygen").allMatch(AgeProgram::isOnPath);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("age is on the path; .ci/run installs it").isTrue();
        }
        assumeTrue(there, "SKIPPED: needs age and age-keygen on the path; .ci/run installs them");
    }

    /** The content of a file, decrypted with one identity; fails the test when age refuses. */
    static byte[] decrypt(byte[] file, AgeIdentity identity, Path folder) {
        Ended ended = tryDecrypt(file, identity, folder);
        assertThat(ended.errors()).as("what age -d says").isEmpty();
        assertThat(ended.status()).isZero();
        return ended.output();
    }

    static Ended tryDecrypt(byte[] file, AgeIdentity identity, Path folder) {
        return run(file, "age", "-d", "-i", keyFile(identity, folder).toString());
    }

    static Path keyFile(AgeIdentity identity, Path folder) {
        try {
            Path key = folder.resolve(identity.fingerprint().replace(':', '-') + ".key");
            return Files.writeString(
                    key, String.valueOf(identity.keyFile(Instant.EPOCH).reveal()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ended run(byte[] input, String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, input));
            CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()));
            byte[] output = drain(process.getInputStream());
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("%s ends", command[0])
                    .isTrue();
            fed.join();
            return new Ended(process.exitValue(), output, new String(errors.join(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // A program that refuses its input closes it early; its status tells.
            return;
        }
    }

    private static byte[] drain(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
