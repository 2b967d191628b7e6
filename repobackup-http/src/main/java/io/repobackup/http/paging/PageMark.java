package io.repobackup.http.paging;

import io.repobackup.http.Validator;
import java.net.URI;
import java.util.Optional;

/**
 * What is remembered of a page. <i>Immutable.</i>
 *
 * @param validator by what the host recognises it
 * @param next which page it named, for a page that has not changed may not name it again
 */
record PageMark(Validator validator, Optional<URI> next) {

    static PageMark none() {
        return new PageMark(Validator.none(), Optional.empty());
    }
}
