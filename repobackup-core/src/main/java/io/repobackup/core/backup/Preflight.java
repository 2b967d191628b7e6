package io.repobackup.core.backup;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultId;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.signing.SignaturePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run looks at before it begins: is this still the vault, are the clocks right, what does the catalog remember. */
final class Preflight {

    private static final int NAMED = 5;
    private static final int TRIED = 3;

    private final Vault vault;
    private final RunStart start;
    private final RunBook book;

    Preflight(Vault vault, RunStart start, RunBook book) {
        this.vault = vault;
        this.start = start;
        this.book = book;
    }

    /**
     * Refuses to write into a place that has become another vault.
     *
     * @return the id on the signpost; empty when it is missing or damaged
     * @throws MisconfiguredException names both
     */
    static Optional<VaultId> requireSameVault(Vault vault) {
        Optional<VaultId> now = signpost(vault);
        if (now.filter(id -> !id.equals(vault.id())).isPresent()) {
            throw new MisconfiguredException("The run began in vault " + vault.id() + ", and " + VaultKeys.SIGNPOST
                    + " now says that this is vault " + now.get()
                    + ": somebody replaced the file or the place. Put the right one back, or open the vault again to write"
                    + " into the one that is there");
        }
        vault.recipients().requireWritable();
        return now;
    }

    private static Optional<VaultId> signpost(Vault vault) {
        try {
            return vault.idInStore();
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses to take a whole vault for void: where signatures are required before the logs were sealed, or the wrong root is
     * trusted, everything would be captured again, beside what is there.
     *
     * @throws MisconfiguredException when nobody vouches for any record of the first logs that the catalog knows
     */
    void requireVouchedFor(CatalogView known) {
        if (vault.options().signatures().mode() != SignaturePolicy.Mode.REQUIRE) {
            return;
        }
        List<CatalogEntry> some = known.entries().stream()
                .filter(entry -> entry.head() > 0)
                .limit(TRIED)
                .toList();
        List<String> objections =
                some.stream().flatMap(entry -> objection(entry).stream()).toList();
        if (!some.isEmpty() && objections.size() == some.size()) {
            throw new MisconfiguredException(
                    "Signatures are required, and nobody who is trusted vouches for any record of "
                            + objections.get(0) + ", nor of the other logs that were tried (" + some.size()
                            + " in all). Compare the root's public key; a vault that was not signed so far is sealed first, with"
                            + " SealEngine. Where the logs are to be given up, AdoptEngine accepts that");
        }
    }

    private Optional<String> objection(CatalogEntry entry) {
        LogHead head = vault.log(entry.subject()).headFrom(entry.head());
        return head.record().isPresent()
                ? Optional.empty()
                : head.findings().stream()
                        .filter(finding -> finding.kind() == Finding.Kind.UNTRUSTED_RECORD)
                        .findFirst()
                        .map(finding -> entry.name() + " (" + finding.key() + ": " + finding.text() + ")");
    }

    /** Tells as alarms what is odd; none of it keeps the run from going on. */
    void look(Optional<VaultId> signpost, CatalogView known, Scope scope) {
        if (signpost.isEmpty()) {
            book.alarm(VaultKeys.SIGNPOST
                    + " is missing or damaged: nobody can open this vault anew. Put the file of vault " + vault.id()
                    + " back from a copy; docs/FORMAT.md, section 5, tells how to write it by hand");
        }
        known.passedOver()
                .forEach(catalog -> book.alarm(catalog.key() + " cannot be used: expected " + catalog.expected()
                        + ", found " + catalog.found()
                        + ". An older catalog or none counts in its place, and this run looks"
                        + " at more than it would have to"));
        compareClocks();
        remindOfLosses(known.entries().stream()
                .filter(entry -> entry.lost().isPresent() && scope.includes(entry.subject()))
                .toList());
    }

    /** The file that this run has just put shows the store's clock. */
    private void compareClocks() {
        try {
            vault.sink()
                    .stat(VaultKeys.runBegin(start.run()))
                    .map(StoredBlob::storedAt)
                    .map(stored -> Duration.between(stored, start.started()))
                    .filter(ahead -> ahead.abs().compareTo(Skew.LIMIT) > 0)
                    .ifPresent(
                            ahead -> book.alarm("This machine's clock, " + start.started() + ", is " + Skew.text(ahead)
                                    + (ahead.isNegative() ? " behind" : " ahead of")
                                    + " the store's: one of them is wrong. Records"
                                    + " get their times from this machine, and restores for a moment go by them; set the clock"
                                    + " right"));
        } catch (RepobackupException e) {
            book.alarm("The store's clock could not be compared with this machine's: " + e.getMessage());
        }
    }

    private void remindOfLosses(List<CatalogEntry> losses) {
        if (losses.isEmpty()) {
            return;
        }
        String first = losses.stream()
                .limit(NAMED)
                .map(entry -> entry.name() + " (" + entry.subject() + ", up to record "
                        + entry.lost().orElseThrow() + ")")
                .collect(Collectors.joining(", "));
        String more = losses.size() > NAMED ? " and " + (losses.size() - NAMED) + " others" : "";
        book.alarm(
                "Records that a catalog knew were lost from the logs of " + first + more + ". What the hosts still have"
                        + " was captured again, older moments are gone with the records. Bring the records back from a copy of the"
                        + " store, or accept the loss with AdoptEngine, which ends this alarm");
    }
}
