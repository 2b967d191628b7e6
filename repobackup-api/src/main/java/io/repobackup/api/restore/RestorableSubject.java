package io.repobackup.api.restore;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A subject as it was at one moment, read from a vault. Adapters see merged items and whole repositories; packs, keys
 * and increments stay behind it.
 *
 * <p><i>Thread-safe.</i> All streams are closed by the caller; reading from them may throw
 * {@link io.repobackup.api.failure.CorruptedException}.
 */
public interface RestorableSubject {

    /** The subject as it was described then. */
    Subject subject();

    /** The time of the snapshot: the moment that was achieved, at or before the one that was asked for. */
    Instant achieved();

    /** The parts that the snapshot holds and the restore was asked for, in alphabetical order. */
    Set<Part> parts();

    /** The parts that are git repositories. */
    Set<Part> gitParts();

    /** The kinds of items that a part holds, in alphabetical order; empty for a git part. */
    Set<String> kinds(Part part);

    /** The items of a kind that existed at that moment, each once, one JSON value in one line, ordered by id. */
    Stream<byte[]> lines(Part part, String kind);

    /** The contents that a part links and whose bytes are stored, each once. */
    Stream<RestorableContent> contents(Part part);

    /** Opens the bytes of a content; they are checked while they are read. */
    InputStream content(RestorableContent content);

    /**
     * Writes a git part as a bare repository: packs and indexes are copied, refs and HEAD written. The directory must
     * not exist or be empty, and appears complete or not at all.
     *
     * @throws io.repobackup.api.failure.ConflictException when the directory is not empty
     * @throws io.repobackup.api.failure.NoSpaceException when it does not fit
     */
    void writeRepository(Part git, Path directory);
}
