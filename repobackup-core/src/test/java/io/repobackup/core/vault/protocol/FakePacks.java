package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.BlobFamily;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.VaultFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Packs that hold numbers, one on a line, and are no packs. */
final class FakePacks {

    private FakePacks() {}

    /** A pack of the numbers from the first to the last, or of none. */
    static PackEntry store(SubjectBlobs blobs, long first, long last) {
        BlobFamily family = blobs.data();
        String text = LongStream.rangeClosed(first, last)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
        return new PackEntry(
                VaultFixture.blob(family, "bundle", text),
                0,
                VaultFixture.blob(family, "idx", "idx"),
                VaultFixture.blob(family, "ext", "ext"),
                VaultFixture.oid((int) last),
                Math.max(0, last - first + 1),
                OptionalLong.of(0),
                OptionalLong.empty());
    }

    /** The last number that these packs hold; together they hold all before it. */
    static long last(List<PackEntry> packs) {
        return packs.stream()
                .mapToLong(pack -> Long.parseLong(pack.name().hex(), 16))
                .max()
                .orElse(0);
    }

    /** The numbers that a pack holds, read from the store. */
    static Set<Long> read(SubjectBlobs blobs, PackEntry pack) {
        try (InputStream in = blobs.open(pack.bundle())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.isEmpty())
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
