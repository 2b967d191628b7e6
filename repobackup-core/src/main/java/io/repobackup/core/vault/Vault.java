package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.sink.OriginalsSink;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.Catalogs;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.Ulids;
import io.repobackup.core.vault.run.Drills;
import io.repobackup.core.vault.run.Runs;
import io.repobackup.core.vault.signing.SignaturePolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A vault on a sink: what was backed up, of which subjects, at which moments. It keeps nothing in memory but its id, so
 * any number of them may be open on one place, in any number of processes.
 *
 * <pre>{@code
 * Vault vault = Vault.openOrCreate(sink);
 * for (SubjectId id : vault.named("acme/compiler")) {
 *     vault.history(id).forEach(snapshot -> print(snapshot.time()));
 * }
 * }</pre>
 *
 * <p>Every method fails with {@link CorruptedException} on damage,
 * {@link MisconfiguredException} on a newer format, and with what the sink fails with. <i>Thread-safe.</i> The sink is
 * the caller's to close.
 */
public final class Vault {

    private final BlobSink sink;
    private final VaultOptions options;
    private final Ulids ids;
    private final Signpost signpost;

    private Vault(BlobSink sink, VaultOptions options, Ulids ids, Signpost signpost) {
        this.sink = sink;
        this.options = options;
        this.ids = ids;
        this.signpost = signpost;
        options.trust().requireTrustedSigner(signpost.id());
    }

    /**
     * Opens the vault that lies on this sink.
     *
     * @throws MisconfiguredException when there is none, it is of a newer format, or it is encrypted in another way than
     *     the sink does
     */
    public static Vault open(BlobSink sink) {
        return open(sink, VaultOptions.defaults());
    }

    /** Opens the vault likewise, with these options. */
    public static Vault open(BlobSink sink, VaultOptions options) {
        BlobSink originals = OriginalsSink.over(LockingSink.over(sink, options));
        VaultFiles files = new VaultFiles(originals);
        Signpost signpost = files.require();
        signpost.encryption().requireMode(signpost.id(), VaultEncryption.of(sink));
        return new Vault(originals, options, new Ulids(options.clock()), signpost);
    }

    /**
     * Opens the vault that lies on this sink, or makes one where nothing is yet. Of several processes that do so at the
     * same time, all open the same one.
     *
     * @throws MisconfiguredException when there are other things than a vault, it is of a newer format, it is encrypted in
     *     another way or for others than the sink does, or nothing shows that the recipients' keys exist
     */
    public static Vault openOrCreate(BlobSink sink) {
        return openOrCreate(sink, VaultOptions.defaults());
    }

    /** Opens or makes the vault likewise, with these options. */
    public static Vault openOrCreate(BlobSink sink, VaultOptions options) {
        BlobSink originals = OriginalsSink.over(LockingSink.over(sink, options));
        VaultFiles files = new VaultFiles(originals);
        Ulids ids = new Ulids(options.clock());
        Signpost signpost = files.read()
                .orElseGet(() -> files.create(
                        new VaultId(ids.next().text()), options.clock().instant()));
        VaultEncryption does = VaultEncryption.of(sink);
        signpost.encryption().requireMode(signpost.id(), does);
        signpost.encryption().requireRecipients(signpost.id(), does);
        return new Vault(originals, options, ids, signpost);
    }

    /** The vault's identity. */
    public VaultId id() {
        return signpost.id();
    }

    /**
     * The identity that the store shows now; empty when there is no signpost any more. It is {@link #id()}, unless somebody
     * replaced the place or the file since the vault was opened.
     */
    public Optional<VaultId> idInStore() {
        return new VaultFiles(sink).id();
    }

    /** When it was made, by the clock of who made it. */
    public Instant created() {
        return signpost.created();
    }

    /** Which features of the format the vault as a whole requires. */
    public Requirements requires() {
        return signpost.requires();
    }

    /** For whom it is encrypted, and which of it the sink's keys open. */
    public VaultRecipients recipients() {
        return new VaultRecipients(sink, signpost);
    }

    /**
     * From now on, files are encrypted for the recipients of this vault's sink, in place of those whom the vault names. What is
     * stored already stays as it is and for whom it is; copy the vault into a new one to encrypt everything anew. Runs that are
     * at work go on as they began, later ones must be given the new recipients.
     *
     * @return the vault as it is now
     * @throws MisconfiguredException when nothing shows that the recipients' keys exist
     */
    public Vault rotateRecipients() {
        return new Vault(sink, options, ids, recipients().rotate(clock().instant()));
    }

    /** The sink that it lies on, read through {@link OriginalsSink} where the sink keeps versions. */
    public BlobSink sink() {
        return sink;
    }

    /** The same vault, read with another opinion on signatures. */
    public Vault trusting(SignaturePolicy policy) {
        return new Vault(sink, options.withSignatures(policy), ids, signpost);
    }

    /** How it was opened. */
    public VaultOptions options() {
        return options;
    }

    /** The clock that it is written by. */
    public Clock clock() {
        return options.clock();
    }

    /** Every subject that has a log. Lazy, one or more requests for each; the caller closes the stream. */
    public Stream<SubjectId> subjects() {
        return new Subjects(sink, id(), options).all();
    }

    /** Every snapshot of a subject that was not dropped, the oldest first. Reads its whole log. */
    public List<SnapshotInfo> history(SubjectId subject) {
        return new History(log(subject)).all();
    }

    /** The snapshot that stood at a moment: the last one at or before it that was not dropped. */
    public Optional<SnapshotInfo> at(SubjectId subject, Instant moment) {
        return at(subject, moment, odd -> {});
    }

    /** The snapshot that stood at a moment, likewise; what is odd about the records on the way to it is told. */
    public Optional<SnapshotInfo> at(SubjectId subject, Instant moment, Consumer<Finding> odd) {
        return new History(log(subject)).at(moment, odd);
    }

    /**
     * The subjects that have or had this name, in capitals or small letters; several, since names are used again. Looks into
     * the catalogs, and only if these know nothing, into all records of all logs. From the catalogs, who has the name now
     * comes first, then who had it when it vanished from its host, then who is called otherwise by now.
     */
    public List<SubjectId> named(String name) {
        return new Subjects(sink, id(), options).named(name, clock());
    }

    /** The log of a subject, which may be empty. */
    public SubjectLog log(SubjectId subject) {
        return new SubjectLog(sink, id(), subject, options);
    }

    /** The blobs of a subject. */
    public SubjectBlobs blobs(SubjectId subject) {
        return new VaultBlobs(sink, SubjectKeys.of(subject), ids);
    }

    /** What the records of a subject mean. */
    public SubjectContents contents(SubjectId subject) {
        return new SubjectContents(blobs(subject));
    }

    /** The catalogs of a source. */
    public Catalog catalog(String source) {
        return new Catalog(sink, id().text(), source, clock());
    }

    /** The ids of the sources that have catalogs, in the order of their keys. */
    public List<String> sources() {
        return new Sources(sink, id()).all();
    }

    /** What the newest catalogs of all sources know. Reads one or two files for each source. */
    public LastKnown lastKnown() {
        return LastKnown.of(
                sources().stream().map(source -> catalog(source).latest()).toList());
    }

    /** The runs that worked on the vault. */
    public Runs runs() {
        return new Runs(sink, id().text(), clock(), ids);
    }

    /** The restore drills that were made of the vault. */
    public Drills drills() {
        return new Drills(sink, id().text(), ids);
    }

    /** The catalogs of all sources, for checking them. */
    public Catalogs catalogs() {
        return new Catalogs(sink, id().text());
    }

    /**
     * Does nothing when this library knows enough to append to a log, and what it appends counts for those who read it.
     *
     * @throws MisconfiguredException when the vault or the log requires features that it does not know, or signatures are
     *     required or already used and the vault was opened without a signer
     */
    public void requireAppendable(LogHead head) {
        Format.requireAppendable("vault " + id(), requires());
        head.record()
                .map(LogRecord::header)
                .ifPresent(last -> Format.requireAppendable("the log after record " + last.number(), last.requires()));
        options.trust().requireAppendable(head);
    }

    /** A fresh id, greater than those that this object gave before. */
    public String freshId() {
        return ids.next().text();
    }
}
