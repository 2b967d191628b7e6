package io.repobackup.core.git.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.refs.ObjectFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests of packs do again and again. */
final class Indexing {

    private final Path scratch;

    Indexing(Path scratch) {
        this.scratch = scratch;
    }

    PackLimits limits() {
        return PackLimits.scratch(scratch);
    }

    IndexedPack index(byte[] pack, ObjectFormat format) {
        return index(pack, PackDescription.of("the test pack", format), limits());
    }

    /** Indexes a pack, and checks that each byte was passed on. */
    IndexedPack index(byte[] pack, PackDescription description, PackLimits limits) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        IndexedPack indexed = PackIndexer.within(limits)
                .index(description, new ByteArrayInputStream(pack), bytes -> append(raw, bytes));
        assertThat(raw.toByteArray()).isEqualTo(pack);
        return indexed;
    }

    static byte[] indexOf(IndexedPack pack) {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        pack.writeIndex(index);
        return index.toByteArray();
    }

    static byte[] externalOf(IndexedPack pack) {
        ByteArrayOutputStream ext = new ByteArrayOutputStream();
        pack.external().writeTo(ext);
        return ext.toByteArray();
    }

    /** The index that git makes of the pack. */
    static byte[] indexByGit(byte[] pack, ObjectFormat format, Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "by-git", ".pack");
        Files.write(file, pack);
        Path index = Path.of(file.toString().replaceAll("pack$", "idx"));
        NativeGit.in(directory)
                .run("index-pack", "--object-format=" + format.word(), "-o", index.toString(), file.toString());
        return Files.readAllBytes(index);
    }

    static void append(ByteArrayOutputStream raw, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        raw.writeBytes(copy);
    }
}
