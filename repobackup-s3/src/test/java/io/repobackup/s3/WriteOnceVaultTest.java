package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.sink.Versions.VersionedKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.RootKey;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.SigningKey;
import io.repobackup.core.vault.signing.Statement;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.s3.policy.S3Policy;
import io.repobackup.s3.policy.S3Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Backups of a real repository on Ceph with Object Lock: each role with its own keys, and a thief of the writer's. */
class WriteOnceVaultTest {

    private static final String PREFIX = "acme";
    private static final Duration LOCK = Duration.ofDays(2);

    @TempDir
    Path dir;

    private final RadosGateway gateway = RadosGateway.running();
    private final String bucket = gateway.lockingBucket();
    private final RootKey root = RootKey.generate();
    private final Signer ourSigner = signer(root);
    private final List<AssumedRole> roles = new ArrayList<>();
    private final Map<Long, String> headsBefore = new TreeMap<>();

    @BeforeEach
    void backUpThreeTimes() {
        git("init", "-q", "-b", "main", ".");
        for (int i = 1; i <= 3; i++) {
            commit("work " + i);
            BackupReport report = backUp();
            assertThat(report.severity()).as("%s", report).isEqualTo(Severity.OK);
            headsBefore.put(history().get(i - 1).number(), git("rev-parse", "HEAD"));
        }
    }

    @AfterEach
    void close() {
        roles.forEach(AssumedRole::close);
    }

    @Test
    void eachRoleDoesItsWork() {
        assertThat(verify(Depth.CONNECTED).damages()).isEmpty();
        assertEverySnapshotComesBack("restored");
    }

    @Test
    void withTheKeysOfTheWriterNothingStoredIsChangedOrRemovedBeforeItsDate() {
        List<VersionedKey> before = keys();
        assertThat(before).hasSizeGreaterThan(9);
        try (S3Client thief = gateway.client(role(S3Role.WRITER).current())) {
            for (VersionedKey key : before) {
                String name = PREFIX + "/" + key.key();
                String version = key.oldest().version().orElseThrow();
                assertThat(gateway.administrator()
                                .getObjectRetention(
                                        r -> r.bucket(bucket).key(name).versionId(version))
                                .retention()
                                .retainUntilDate())
                        .as(name)
                        .isAfter(Instant.now().plus(LOCK).minus(Duration.ofHours(1)));
                assertRefused(() -> thief.deleteObject(r -> r.bucket(bucket).key(name)));
                assertRefused(() -> thief.deleteObject(
                        r -> r.bucket(bucket).key(name).versionId(version).bypassGovernanceRetention(true)));
                assertRefused(() -> thief.putObjectRetention(r -> r.bucket(bucket)
                        .key(name)
                        .versionId(version)
                        .bypassGovernanceRetention(true)
                        .retention(lock -> lock.mode(ObjectLockRetentionMode.COMPLIANCE)
                                .retainUntilDate(Instant.now().plusSeconds(60)))));
            }
        }
        // Not even the owner of the bucket, who may do everything else.
        VersionedKey any = before.get(0);
        assertRefused(() -> gateway.administrator()
                .deleteObject(r -> r.bucket(bucket)
                        .key(PREFIX + "/" + any.key())
                        .versionId(any.oldest().version().orElseThrow())));
        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void anAttackerWhoPutsOverEveryKeyAndPlantsRecordsAndMarkersLosesNothing() {
        List<BlobKey> all = keys().stream().map(VersionedKey::key).toList();
        BlobKey head = lastRecord(all);
        List<BlobKey> planted = List.of(after(head, 1), after(head, 2));
        try (S3Client thief = gateway.client(role(S3Role.WRITER).current())) {
            Stream.concat(all.stream(), planted.stream())
                    .forEach(key -> thief.putObject(
                            r -> r.bucket(bucket).key(PREFIX + "/" + key),
                            RequestBody.fromString("garbage over " + key)));
        }
        Map<BlobKey, Kind> found = kinds(verify(Depth.DIGESTS));
        assertThat(found)
                .containsOnlyKeys(Stream.concat(all.stream(), planted.stream()).toList());
        assertThat(all).allSatisfy(key -> assertThat(found.get(key)).isEqualTo(Kind.OVERWRITTEN));
        assertThat(planted).allSatisfy(key -> assertThat(found.get(key)).isEqualTo(Kind.RECORD));
        assertEverySnapshotComesBack("overwritten");

        // Somebody who may also delete, as a cleaning tool would, without naming versions.
        all.forEach(key ->
                gateway.administrator().deleteObject(r -> r.bucket(bucket).key(PREFIX + "/" + key)));
        Map<BlobKey, Kind> hidden = kinds(verify(Depth.DIGESTS));
        assertThat(all).allSatisfy(key -> assertThat(hidden.get(key)).isEqualTo(Kind.HIDDEN));
        assertEverySnapshotComesBack("hidden");

        commit("after the attack");
        assertThat(backUp().severity()).isNotEqualTo(Severity.FAILED);
        SnapshotInfo next = history().get(3);
        headsBefore.put(next.number(), git("rev-parse", "HEAD"));
        assertEverySnapshotComesBack("after");
    }

    /** Records that are sound and not ours: only signatures tell them apart. What was there before is not concerned. */
    @Test
    void forgedSnapshotsAreAddedAndTakeNoneAndSignaturesTellThemApart() {
        git("checkout", "-q", "--orphan", "forged");
        commit("forged");
        assertThat(backUp(signer(RootKey.generate())).severity()).isNotEqualTo(Severity.FAILED);

        assertThat(history(SignaturePolicy.off())).hasSize(4);
        assertThat(verify(Depth.CONNECTED, SignaturePolicy.off()).damages())
                .as("nothing but a signature tells it from a backup")
                .isEmpty();
        assertEverySnapshotComesBack("forged");

        SignaturePolicy ours = SignaturePolicy.require(root.verifyingKey());
        assertThat(history(ours)).extracting(SnapshotInfo::number).containsExactlyElementsOf(headsBefore.keySet());
        assertThat(verify(Depth.CONNECTED, ours).damages())
                .extracting(Damage::kind)
                .containsExactly(Kind.UNTRUSTED);
    }

    private BackupReport backUp() {
        return backUp(ourSigner);
    }

    private BackupReport backUp(Signer signer) {
        try (BlobSink sink = sink(S3Role.WRITER)) {
            Vault vault = Vault.openOrCreate(
                    sink, VaultOptions.defaults().withLockFor(LOCK).withSigner(signer));
            return BackupEngine.builder()
                    .source(GitSource.of(dir.resolve("work").toString()))
                    .vault(vault)
                    .scratch(dir)
                    .build()
                    .run();
        }
    }

    private static Signer signer(RootKey root) {
        SigningKey key = SigningKey.generate();
        Statement statement = Statement.of(key.verifyingKey(), "worker", Instant.now(), Role.WRITER);
        return Signer.of(key, root.certify(statement));
    }

    private VerifyReport verify(Depth depth) {
        return verify(depth, SignaturePolicy.off());
    }

    private VerifyReport verify(Depth depth, SignaturePolicy policy) {
        try (BlobSink sink = sink(S3Role.AUDITOR)) {
            return VerifyEngine.builder()
                    .vault(Vault.open(sink, VaultOptions.defaults().withSignatures(policy)))
                    .depth(depth)
                    .scratch(dir)
                    .build()
                    .run();
        }
    }

    private void assertEverySnapshotComesBack(String name) {
        try (BlobSink sink = sink(S3Role.RESTORER)) {
            Vault vault = Vault.open(sink);
            SubjectId subject = subject(vault);
            headsBefore.forEach((number, head) -> {
                Path target = dir.resolve(name + "-" + number);
                RestoreEngine.builder()
                        .vault(vault)
                        .snapshot(subject, number)
                        .target(DirectoryTarget.into(target))
                        .scratch(dir)
                        .build()
                        .run()
                        .throwIfFailed();
                Path repository = repositoryBelow(target);
                assertThat(run(repository, "git", "rev-parse", "HEAD")).isEqualTo(head);
                run(repository, "git", "fsck", "--strict");
            });
        }
    }

    private List<SnapshotInfo> history() {
        return history(SignaturePolicy.off());
    }

    private List<SnapshotInfo> history(SignaturePolicy policy) {
        try (BlobSink sink = sink(S3Role.AUDITOR)) {
            Vault vault = Vault.open(sink, VaultOptions.defaults().withSignatures(policy));
            return vault.history(subject(vault));
        }
    }

    private static SubjectId subject(Vault vault) {
        try (Stream<SubjectId> subjects = vault.subjects()) {
            return subjects.findFirst().orElseThrow();
        }
    }

    private List<VersionedKey> keys() {
        try (BlobSink sink = sink(S3Role.AUDITOR);
                Stream<VersionedKey> keys =
                        sink.facet(Versions.class).orElseThrow().list(BlobListing.all())) {
            return keys.toList();
        }
    }

    private static Map<BlobKey, Kind> kinds(VerifyReport report) {
        Map<BlobKey, Kind> kinds = new TreeMap<>();
        for (Damage damage : report.damages().toList()) {
            if (damage.kind() != Kind.RECORD) {
                assertThat(damage.harms()).as(damage.text()).isEmpty();
            }
            kinds.put(damage.key(), damage.kind());
        }
        return kinds;
    }

    private static BlobKey lastRecord(List<BlobKey> all) {
        return all.stream()
                .filter(key -> key.text().startsWith("log/"))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static BlobKey after(BlobKey record, int places) {
        String text = record.text();
        int dot = text.indexOf('.', text.lastIndexOf('/'));
        String number = text.substring(text.lastIndexOf('/') + 1, dot);
        String next = String.format("%0" + number.length() + "d", Long.parseLong(number) + places);
        return BlobKey.of(text.substring(0, text.lastIndexOf('/') + 1) + next + text.substring(dot));
    }

    private BlobSink sink(S3Role role) {
        S3SinkBuilder sink =
                gateway.sink(bucket, PREFIX).credentials(role(role)).singleWriter();
        return role.isWriting() ? sink.locking(S3LockMode.COMPLIANCE).build() : sink.build();
    }

    private AssumedRole role(S3Role role) {
        S3Policy policy = S3Policy.of(role, bucket, PREFIX).locking(LOCK.plusDays(1));
        // An increment reads no data, so that a thief of its keys does not either.
        AssumedRole keys = gateway.role(role == S3Role.WRITER ? policy.hiding("data") : policy)
                .build();
        roles.add(keys);
        return keys;
    }

    private static void assertRefused(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private void commit(String text) {
        try {
            Files.writeString(dir.resolve("work/file"), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git("add", "file");
        git("commit", "-q", "-m", text);
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
        command.addAll(List.of(arguments));
        return run(dir.resolve("work"), command.toArray(String[]::new));
    }

    private static Path repositoryBelow(Path target) {
        try (Stream<Path> paths = Files.walk(target)) {
            return paths.filter(path -> path.getFileName().toString().equals("packed-refs"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(Path where, String... command) {
        try {
            Files.createDirectories(where);
            Process process = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
