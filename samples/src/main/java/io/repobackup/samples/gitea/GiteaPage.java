package io.repobackup.samples.gitea;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list. <i>Immutable.</i>
 *
 * @param entries what is on it
 * @param total how many entries all pages have
 * @param hostTime when the host answered, by its own clock
 * @param next where the next page is
 */
record GiteaPage(List<Entry> entries, long total, Instant hostTime, Optional<URI> next) {

    boolean isLast() {
        return next.isEmpty();
    }
}
