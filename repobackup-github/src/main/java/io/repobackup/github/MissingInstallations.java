package io.repobackup.github;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.github.app.Installation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Installations that were named, or have to be there, and are not. */
final class MissingInstallations {

    private MissingInstallations() {}

    /** @throws AccessDeniedException when there are some: what they would show is not gone */
    static void refuse(Set<Long> named, List<Installation> found) {
        Collection<Long> missing = new TreeSet<>(named);
        found.forEach(installation -> missing.remove(installation.id()));
        if (!missing.isEmpty()) {
            throw new AccessDeniedException(
                    "The App has no installation " + missing + "; install it again, or name others");
        }
        if (found.isEmpty()) {
            throw new AccessDeniedException("The App is installed nowhere; install it on the account to back up");
        }
    }
}
