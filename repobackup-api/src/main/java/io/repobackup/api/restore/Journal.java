package io.repobackup.api.restore;

import java.util.Optional;

/**
 * The steps of one restore of one subject that are done, kept over interruptions. <i>Confined to one thread at a time.</i>
 */
public interface Journal {

    /**
     * What a step left, when it is done.
     *
     * @param step the target's own name for the step, the same in every attempt
     */
    Optional<String> find(String step);

    /**
     * Marks a step as done. Durable when it returns; idempotent.
     *
     * @param result what to be told later, such as the number that the host gave an issue; may be empty
     */
    void done(String step, String result);
}
