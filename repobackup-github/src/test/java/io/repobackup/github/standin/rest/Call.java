package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.world.Repository;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that found its operation.
 *
 * @param ask as it came
 * @param path the values of the template's variables
 * @param identity who asks
 * @param canonical the path below the root of REST that does not change with names, which links between pages use
 * @param found the repository that it is about, if it is about one
 */
record Call(
        Ask ask,
        Map<String, String> path,
        Identity identity,
        String canonical,
        @Nullable Repository found) {

    Repository repository() {
        return Optional.ofNullable(found).orElseThrow();
    }

    long number(String variable) {
        return Long.parseLong(path.get(variable));
    }
}
