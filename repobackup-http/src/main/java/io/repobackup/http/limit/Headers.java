package io.repobackup.http.limit;

import java.util.Optional;

/** The headers of an answer. <i>Thread-safe</i> as far as the answer is. */
@FunctionalInterface
public interface Headers {

    /** The value of this header; names ignore case. */
    Optional<String> value(String name);
}
