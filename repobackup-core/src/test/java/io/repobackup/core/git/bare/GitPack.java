package io.repobackup.core.git.bare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A pack that git made, and its index, in memory. */
final class GitPack implements PackSupply {

    private final ObjectId name;
    private final byte[] pack;
    private final byte[] index;

    GitPack(ObjectId name, byte[] pack, byte[] index) {
        this.name = name;
        this.pack = pack;
        this.index = index;
    }

    byte[] pack() {
        return pack;
    }

    byte[] index() {
        return index;
    }

    @Override
    public ObjectId name() {
        return name;
    }

    static GitPack of(NativeGit git, String... revisions) {
        String input = String.join("\n", revisions) + "\n";
        Path base = git.directory().resolve("made");
        String name = new String(
                        git.feed(input.getBytes(US_ASCII), "pack-objects", "--revs", "-q", base.toString()), US_ASCII)
                .strip();
        try {
            byte[] pack = Files.readAllBytes(Path.of(base + "-" + name + ".pack"));
            byte[] index = Files.readAllBytes(Path.of(base + "-" + name + ".idx"));
            int width = name.length() / 2;
            return new GitPack(ObjectId.of(Arrays.copyOfRange(pack, pack.length - width, pack.length)), pack, index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream openPack() {
        return new ByteArrayInputStream(pack);
    }

    @Override
    public InputStream openIndex() {
        return new ByteArrayInputStream(index);
    }
}
