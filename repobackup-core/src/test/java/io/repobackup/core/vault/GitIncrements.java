package io.repobackup.core.vault;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A git repository that grows, and is captured into a vault with native git alone: one pack of what is new each time. */
final class GitIncrements {

    final Path directory;
    final GitSandbox git;
    private final ObjectFormat format;
    private final SubjectBlobs blobs;
    private final List<PackEntry> packs = new ArrayList<>();
    private final List<String> haves = new ArrayList<>();

    GitIncrements(Path directory, ObjectFormat format, SubjectBlobs blobs) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.git = new GitSandbox(directory);
        this.format = format;
        this.blobs = blobs;
        git.git("init", "-q", "-b", "main", "--object-format=" + format.word(), ".");
    }

    void commit(String message) {
        git.git("commit", "-q", "--allow-empty", "-m", message);
    }

    /** All refs of now, and the packs of this and all earlier captures. */
    GitContent capture() {
        List<Ref> refs = refs();
        List<String> tips = refs.stream().map(ref -> ref.oid().hex()).distinct().toList();
        byte[] pack = pack(tips);
        packs.add(store(header(refs), pack));
        haves.addAll(tips);
        return new GitContent(new RepositoryRefs(format, head(), refs, Set.of()), packs);
    }

    private byte[] pack(List<String> tips) {
        StringBuilder revisions = new StringBuilder();
        tips.forEach(tip -> revisions.append(tip).append('\n'));
        haves.forEach(have -> revisions.append('^').append(have).append('\n'));
        return git.run(
                revisions.toString().getBytes(StandardCharsets.US_ASCII),
                "git",
                "pack-objects",
                "-q",
                "--revs",
                "--stdout",
                "--delta-base-offset");
    }

    private PackEntry store(byte[] header, byte[] pack) {
        BlobFamily family = blobs.data();
        try {
            Path file = Files.write(directory.resolve(".git/increment.pack"), pack);
            git.git("index-pack", file.toString());
            byte[] idx = Files.readAllBytes(directory.resolve(".git/increment.idx"));
            byte[] trailer = Arrays.copyOfRange(pack, pack.length - format.sizeInBytes(), pack.length);
            return new PackEntry(
                    write(family, "bundle", header, pack),
                    header.length,
                    write(family, "idx", idx),
                    write(family, "ext", new byte[] {'R', 'B', 'E', 'X', 1, (byte) format.sizeInBytes()}, new byte[10]),
                    ObjectId.of(trailer),
                    ByteBuffer.wrap(pack).getInt(8),
                    OptionalLong.of(0),
                    OptionalLong.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BlobRef write(BlobFamily family, String extension, byte[]... contents) {
        try (BlobWriter writer = family.begin(extension)) {
            for (byte[] content : contents) {
                writer.write(ByteBuffer.wrap(content));
            }
            return writer.commit();
        }
    }

    private byte[] header(List<Ref> refs) {
        StringBuilder header = new StringBuilder(
                format == ObjectFormat.SHA1 ? "# v2 git bundle\n" : "# v3 git bundle\n@object-format=sha256\n");
        haves.forEach(have -> header.append('-').append(have).append(" \n"));
        refs.forEach(ref ->
                header.append(ref.oid()).append(' ').append(ref.name().text()).append('\n'));
        return header.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Head head() {
        RefName target = RefName.utf8(git.git("symbolic-ref", "HEAD"));
        return Head.symbolic(target, new ObjectId(git.git("rev-parse", "HEAD")));
    }

    private List<Ref> refs() {
        String listed = git.git("for-each-ref", "--format=%(refname)|%(objectname)|%(*objectname)|%(symref)");
        return listed.lines()
                .map(line -> line.split("\\|", -1))
                .map(GitIncrements::ref)
                .toList();
    }

    private static Ref ref(String[] fields) {
        return new Ref(
                RefName.utf8(fields[0]),
                new ObjectId(fields[1]),
                Optional.of(fields[2]).filter(text -> !text.isEmpty()).map(ObjectId::new),
                Optional.of(fields[3]).filter(text -> !text.isEmpty()).map(RefName::utf8));
    }
}
