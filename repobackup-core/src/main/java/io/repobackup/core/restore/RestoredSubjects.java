package io.repobackup.core.restore;

import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.git.bare.BareRepositoryWriter;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.Vault;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * The subjects that a restore was asked for. <i>Thread-safe.</i>
 *
 * @param settings what the engine was built with
 */
record RestoredSubjects(Restoring settings) {

    Stream<SubjectId> ids() {
        if (settings.only().isEmpty() && settings.names().isEmpty()) {
            return settings.vault().subjects();
        }
        NameChoice names = new NameChoice(settings.vault(), settings.moment());
        return Stream.concat(settings.only().stream(), settings.names().stream().map(names::of))
                .distinct();
    }

    VaultSubject of(LogRecord record, ExecutorService copies) {
        Vault vault = settings.vault();
        SubjectId id = record.subject().id();
        return new VaultSubject(
                record,
                settings::wants,
                new VaultSubject.SubjectReading(vault.contents(id), vault.blobs(id)),
                BareRepositoryWriter.on(copies),
                settings.scratch());
    }
}
