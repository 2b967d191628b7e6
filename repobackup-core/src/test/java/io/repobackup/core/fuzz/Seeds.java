package io.repobackup.core.fuzz;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.git.wire.FetchRequest;
import io.repobackup.core.git.wire.LsRefsRequest;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sound inputs: what git says about a small repository, and what a backup of it stores. */
final class Seeds {

    private final Path directory;
    private final TestRepository repository;
    private final ObjectFormat format;
    private final InMemoryBlobSink store;

    Seeds(Path directory, ObjectFormat format) {
        this.directory = directory;
        this.format = format;
        this.repository = TestRepository.create(directory.resolve(format.word() + ".git"), format);
        FakeClock clock = FakeClock.create();
        this.store = InMemoryBlobSink.on(clock);
        grow();
        backUp(clock);
        repository.set("refs/heads/later", repository.grow("main", "later"));
        clock.advance(Duration.ofHours(1));
        backUp(clock);
    }

    private void grow() {
        for (int i = 0; i < 6; i++) {
            repository.grow("main", "commit " + i + "\n" + "a line that stays\n".repeat(40));
        }
        ObjectId tip = repository.grow("main", "tip");
        repository.tag("v1", "commit", tip);
        repository.set("refs/heads/other", repository.commit("a root of its own"));
        repository.git("symbolic-ref", "refs/heads/link", "refs/heads/main");
        repository.git("pack-refs", "--all");
        repository.git("repack", "-a", "-d", "-q", "--depth=10");
    }

    private void backUp(FakeClock clock) {
        Lane lane = new Lane("api:host.example", 1);
        PartOffer issues = PartOffer.of(new Part("issues"), lane, (subject, context) -> {
                    try (var segment = context.segment("issues")) {
                        segment.put("1", "{\"title\":\"one\",\"n\":1.5}".getBytes(StandardCharsets.UTF_8));
                        segment.put("ü", "[null,true]".getBytes(StandardCharsets.UTF_8));
                        segment.commit();
                    }
                    context.link(new ContentRef(
                            "c", Optional.empty(), OptionalLong.of(4), URI.create("https://host.example/c")));
                    return new Captured.Changed(new State(1, "{\"at\":1}"));
                })
                .withContent((subject, content) -> new ByteArrayInputStream(new byte[4]));
        RemoteRepository subject = RemoteRepository.builder(new RepositoryId("host.example", "1"))
                .name("acme/tool")
                .url(URI.create("https://host.example/acme/tool"))
                .build();
        InMemorySource source = InMemorySource.named("host.example/acme");
        source.offer(new SubjectOffer(
                subject,
                List.of(PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())), issues)));
        BackupEngine.builder()
                .source(source)
                .vault(Vault.openOrCreate(store, VaultOptions.defaults().withClock(clock)))
                .scratch(directory)
                .build()
                .run();
    }

    /** What the backups stored under keys like this. */
    List<byte[]> stored(String pattern) {
        List<byte[]> found = store.keys().stream()
                .filter(key -> key.text().matches(pattern))
                .map(store::content)
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("nothing is stored like " + pattern + ", but " + store.keys());
        }
        return found;
    }

    /** The same without compression. */
    List<byte[]> plain(String pattern) {
        return stored(pattern).stream().map(file -> Gzip.expand(file, 1 << 20)).toList();
    }

    String key(String pattern) {
        return store.keys().stream()
                .map(Object::toString)
                .filter(key -> key.matches(pattern))
                .findFirst()
                .orElseThrow();
    }

    byte[] pack() {
        return bytes(RealGit.run(repository.path(), "pack-objects", "--all", "--stdout", "-q"));
    }

    byte[] bundle() {
        Path file = directory.resolve(format.word() + ".bundle");
        repository.git("bundle", "create", "-q", file.toString(), "--all");
        return read(file);
    }

    byte[] packedRefs() {
        return read(repository.path().resolve("packed-refs"));
    }

    byte[] object(String revision, String kind) {
        return bytes(repository.git("cat-file", kind, revision));
    }

    byte[] capabilities() {
        return uploadPack(new byte[0], "--http-backend-info-refs");
    }

    byte[] lsRefs() {
        return uploadPack(LsRefsRequest.all(format, LsRefsRequest.Unborn.ASKED).toByteArray(), "--stateless-rpc");
    }

    byte[] fetch() {
        ObjectId tip = new ObjectId(repository.git("rev-parse", "refs/heads/main"));
        return uploadPack(new FetchRequest(format, List.of(tip), List.of()).toByteArray(), "--stateless-rpc");
    }

    private byte[] uploadPack(byte[] request, String mode) {
        ProcessBuilder builder = new ProcessBuilder("git", "upload-pack", mode, ".")
                .directory(repository.path().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_PROTOCOL", "version=2");
        try {
            Process git = builder.start();
            git.getOutputStream().write(request);
            git.getOutputStream().close();
            return git.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
