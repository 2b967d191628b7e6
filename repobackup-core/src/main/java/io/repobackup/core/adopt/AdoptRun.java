package io.repobackup.core.adopt;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.threads.CallThreads;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** One adoption. <i>Used once, by one thread.</i> */
final class AdoptRun {

    private final Vault vault;
    private final Set<String> sources;
    private final int parallelism;

    AdoptRun(Vault vault, Set<String> sources, int parallelism) {
        this.vault = vault;
        this.sources = sources;
        this.parallelism = parallelism;
    }

    AdoptPlan plan() {
        List<AdoptPlan.Step> steps = new ArrayList<>();
        sources().forEach(source -> read(source).forEach(held -> steps.add(held.step())));
        return new AdoptPlan(steps);
    }

    AdoptReport run() {
        vault.recipients().requireWritable();
        List<AdoptPlan.Step> steps = new ArrayList<>();
        Map<String, Long> catalogs = new TreeMap<>();
        for (String source : sources()) {
            List<HeldSubject> held = read(source);
            Catalog catalog = vault.catalog(source);
            long number = catalog.adopt(
                            vault.freshId(),
                            held.stream().map(HeldSubject::entry).toList())
                    .number();
            catalogs.put(source, number);
            held.forEach(subject -> steps.add(subject.step()));
        }
        return new AdoptReport(new AdoptPlan(steps), catalogs);
    }

    private List<String> sources() {
        return vault.sources().stream()
                .filter(source -> sources.isEmpty() || sources.contains(source))
                .toList();
    }

    private List<HeldSubject> read(String source) {
        List<Callable<HeldSubject>> work = new ArrayList<>();
        vault.catalog(source)
                .latest()
                .entries()
                .forEach(entry -> work.add(() -> HeldSubject.read(source, entry, vault.log(entry.subject()))));
        try (CallThreads threads = CallThreads.named("adopt", parallelism)) {
            return inAll(threads.executor(), work);
        }
    }

    private static List<HeldSubject> inAll(ExecutorService threads, List<Callable<HeldSubject>> work) {
        List<HeldSubject> done = new ArrayList<>();
        try {
            for (Future<HeldSubject> each : threads.invokeAll(work)) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Adopting was cancelled; nothing was written for this source", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RepobackupException failure) {
                throw failure;
            }
            throw new UnavailableException("Adopting failed unexpectedly: " + e.getCause(), e);
        }
    }
}
