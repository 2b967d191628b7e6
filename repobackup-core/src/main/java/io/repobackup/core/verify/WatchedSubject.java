package io.repobackup.core.verify;

import io.repobackup.api.restore.RestorableContent;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A subject that notes what a restore takes of it. <i>Thread-safe.</i> */
final class WatchedSubject implements RestorableSubject {

    private final RestorableSubject subject;
    private final Map<Part, Path> repositories = new ConcurrentHashMap<>();
    private final Map<Kind, AtomicLong> items = new ConcurrentHashMap<>();
    private final Set<String> contents = ConcurrentHashMap.newKeySet();

    WatchedSubject(RestorableSubject subject) {
        this.subject = subject;
    }

    private record Kind(Part part, String name) {}

    /** Where a git part was written to. */
    Optional<Path> repository(Part part) {
        return Optional.ofNullable(repositories.get(part));
    }

    /** How many items of a kind were taken when they were taken last. */
    long items(Part part, String kind) {
        return items.getOrDefault(new Kind(part, kind), new AtomicLong()).get();
    }

    /** How many contents of a part were opened, or are the same as one that was. */
    long contentsTaken(Part part) {
        try (Stream<RestorableContent> linked = subject.contents(part)) {
            return linked.filter(content -> contents.contains(content.sha256().hex()))
                    .count();
        }
    }

    @Override
    public Subject subject() {
        return subject.subject();
    }

    @Override
    public Instant achieved() {
        return subject.achieved();
    }

    @Override
    public Set<Part> parts() {
        return subject.parts();
    }

    @Override
    public Set<Part> gitParts() {
        return subject.gitParts();
    }

    @Override
    public Set<String> kinds(Part part) {
        return subject.kinds(part);
    }

    @Override
    public Stream<byte[]> lines(Part part, String kind) {
        AtomicLong count = new AtomicLong();
        items.put(new Kind(part, kind), count);
        return subject.lines(part, kind).peek(line -> count.incrementAndGet());
    }

    @Override
    public Stream<RestorableContent> contents(Part part) {
        return subject.contents(part);
    }

    @Override
    public InputStream content(RestorableContent content) {
        InputStream in = subject.content(content);
        contents.add(content.sha256().hex());
        return in;
    }

    @Override
    public void writeRepository(Part git, Path directory) {
        subject.writeRepository(git, directory);
        repositories.put(git, directory);
    }
}
