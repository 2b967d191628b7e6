package io.repobackup.core.git.server;

import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refs of a repository in files of their own, as far as they are plain; others are git's business. */
final class LooseRefs {

    private static final Pattern PLAIN = Pattern.compile("refs/(heads|tags|pull)(/[a-zA-Z0-9-]+)+");
    private static final Pattern OID = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64})\n");

    private final Path repository;

    LooseRefs(Path repository) {
        this.repository = repository;
    }

    Optional<ObjectId> read(String ref) {
        if (!PLAIN.matcher(ref).matches() || !Files.isRegularFile(repository.resolve(ref))) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(repository.resolve(ref), StandardCharsets.ISO_8859_1);
            return OID.matcher(text).matches() ? Optional.of(new ObjectId(text.strip())) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a ref unless that takes more than a file, and tells whether it did. */
    boolean write(String ref, ObjectId oid) {
        Path file = repository.resolve(ref);
        boolean isPlain = PLAIN.matcher(ref).matches()
                && isBelowDirectories(file)
                && (Files.notExists(file) || read(ref).isPresent());
        if (isPlain) {
            write(file, oid + "\n");
        }
        return isPlain;
    }

    private boolean isBelowDirectories(Path file) {
        return Stream.iterate(file.getParent(), parent -> !parent.equals(repository), Path::getParent)
                .noneMatch(Files::isRegularFile);
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(repository, "ref", ".tmp");
            Files.writeString(unfinished, text, StandardCharsets.ISO_8859_1);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
