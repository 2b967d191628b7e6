package io.repobackup.core.vault.run;

import io.repobackup.core.vault.key.Ulid;
import java.time.Instant;

/**
 * That a run began. It is the first thing that a run puts: where it fails, nothing else is tried.
 *
 * <p><i>Immutable.</i>
 *
 * @param run the run's id
 * @param source the id of the source that it works on
 * @param started when, by the run's clock
 * @param engine the version of the program
 */
public record RunStart(Ulid run, String source, Instant started, String engine) {}
