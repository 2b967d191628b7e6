package io.repobackup.core.git;

import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
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
        SameRepository.assertSame(path, original.path());
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
