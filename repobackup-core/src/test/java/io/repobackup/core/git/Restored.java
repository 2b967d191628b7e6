package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A repository put together by hand from what was stored, as docs tell people to: packs cut out of their bundles beside
 * their indexes, packed-refs, HEAD. Then git itself is asked whether it is the same as the original.
 */
record Restored(Path path) {

    static Restored of(GitContent content, MemoryBlobs blobs, Path directory) throws IOException {
        RepositoryRefs refs = content.refs();
        Files.createDirectories(directory);
        RealGit.run(
                directory,
                "init",
                "-q",
                "--bare",
                "--object-format=" + refs.format().word());
        for (PackEntry pack : content.packs()) {
            byte[] bundle = blobs.bytes(pack.bundle());
            Path base = directory.resolve("objects/pack/pack-" + pack.name());
            Files.write(Path.of(base + ".pack"), Arrays.copyOfRange(bundle, (int) pack.headerLength(), bundle.length));
            Files.write(Path.of(base + ".idx"), blobs.bytes(pack.index()));
        }
        String packed = refs.refs().stream().map(Restored::line).collect(Collectors.joining());
        write(directory.resolve("packed-refs"), "# pack-refs with: peeled fully-peeled sorted \n" + packed);
        refs.head().target().ifPresent(target -> write(directory.resolve("HEAD"), "ref: " + target.text() + "\n"));
        if (refs.head().target().isEmpty()) {
            refs.head().oid().ifPresent(oid -> write(directory.resolve("HEAD"), oid + "\n"));
        }
        if (!refs.shallow().isEmpty()) {
            write(
                    directory.resolve("shallow"),
                    refs.shallow().stream().map(oid -> oid + "\n").collect(Collectors.joining()));
        }
        return new Restored(directory);
    }

    /** Refs, what tags stand for, HEAD and description are the same, and git finds nothing wrong. */
    void assertSameAs(TestRepository original) {
        assertThat(RealGit.attempt(path, new byte[0], "show-ref", "-d").output())
                .isEqualTo(RealGit.attempt(original.path(), new byte[0], "show-ref", "-d")
                        .output());
        assertThat(of(path, "symbolic-ref", "-q", "HEAD")).isEqualTo(of(original.path(), "symbolic-ref", "-q", "HEAD"));
        assertThat(of(path, "rev-parse", "-q", "--verify", "HEAD^{}"))
                .isEqualTo(of(original.path(), "rev-parse", "-q", "--verify", "HEAD^{}"));
        assertThat(of(path, "describe", "--all", "--long"))
                .isEqualTo(of(original.path(), "describe", "--all", "--long"));
        assertThat(of(path, "rev-list", "--objects", "--all", "--count"))
                .isEqualTo(of(original.path(), "rev-list", "--objects", "--all", "--count"));
        RealGit.Result fsck = RealGit.attempt(path, new byte[0], "fsck", "--full", "--no-dangling");
        assertThat(fsck.status())
                .as("git fsck: %s %s", fsck.output(), fsck.errors())
                .isEqualTo(RealGit.attempt(original.path(), new byte[0], "fsck", "--full", "--no-dangling")
                        .status());
    }

    private static String of(Path path, String... arguments) {
        return RealGit.attempt(path, new byte[0], arguments).output();
    }

    private static String line(Ref ref) {
        return ref.oid() + " " + ref.name().text() + "\n"
                + ref.peeled().map(oid -> "^" + oid + "\n").orElse("");
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
