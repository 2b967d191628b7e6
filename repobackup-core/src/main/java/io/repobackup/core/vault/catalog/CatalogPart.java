package io.repobackup.core.vault.catalog;

import io.repobackup.api.subject.ChangeMark;
import java.time.Instant;
import java.util.Optional;

/**
 * One part in a catalog.
 *
 * <p><i>Immutable.</i>
 *
 * @param outcome the word of the last outcome, {@link io.repobackup.api.outcome.Outcome#word()}
 * @param checked when the part was last looked at
 * @param mark the host's mark of what is held; only for parts whose last outcome was Stored or Unchanged
 * @param captured when what is held was read from the host; empty when nothing is held
 */
public record CatalogPart(String outcome, Instant checked, Optional<ChangeMark> mark, Optional<Instant> captured) {}
