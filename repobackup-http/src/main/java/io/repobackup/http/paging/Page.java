package io.repobackup.http.paging;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A page of a list.
 *
 * <p><i>Immutable</i> as far as its content is.
 *
 * @param uri its address
 * @param content what was made of it; empty when the host says that it has not changed
 * @param date when the host answered, by its own clock; empty when it does not say
 * @param isLast whether it names no next page
 * @param <T> what is made of pages
 */
public record Page<T>(URI uri, Optional<T> content, Optional<Instant> date, boolean isLast) {

    /** Whether the host says that it is as it was. */
    public boolean isUnchanged() {
        return content.isEmpty();
    }
}
