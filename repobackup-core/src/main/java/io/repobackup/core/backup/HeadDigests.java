package io.repobackup.core.backup;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.threads.CallThreads;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Reads the digests of heads that no run has put into the catalog yet: those of before catalogs told them. Each run reads
 * some, so that an old vault has a root after a few.
 *
 * <p><i>Immutable.</i>
 */
final class HeadDigests {

    private static final int AT_ONCE = 4;
    private static final int IN_ONE_RUN = 1_000;

    private final Vault vault;

    HeadDigests(Vault vault) {
        this.vault = vault;
    }

    /** The entries of a catalog that lack the digest, with it; those whose record cannot be read are left out. */
    List<CatalogEntry> missingIn(CatalogView known) {
        List<Callable<Optional<CatalogEntry>>> work = known.entries().stream()
                .filter(entry -> entry.head() > 0 && entry.headDigest().isEmpty())
                .limit(IN_ONE_RUN)
                .map(entry -> (Callable<Optional<CatalogEntry>>) () -> filled(entry))
                .toList();
        return work.isEmpty() ? List.of() : inAll(work);
    }

    private Optional<CatalogEntry> filled(CatalogEntry entry) {
        try {
            Optional<Sha256> digest =
                    vault.log(entry.subject()).link(entry.head()).map(RecordLink::sha256);
            return digest.map(found -> entry.withHead(entry.head(), digest));
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }

    private static List<CatalogEntry> inAll(List<Callable<Optional<CatalogEntry>>> work) {
        List<CatalogEntry> filled = new ArrayList<>();
        try (CallThreads threads = CallThreads.named("heads", AT_ONCE)) {
            for (Future<Optional<CatalogEntry>> each : threads.executor().invokeAll(work)) {
                each.get().ifPresent(filled::add);
            }
            return filled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Reading the heads of logs was cancelled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RepobackupException failure) {
                throw failure;
            }
            throw new UnavailableException("Reading the heads of logs failed unexpectedly: " + e.getCause(), e);
        }
    }
}
