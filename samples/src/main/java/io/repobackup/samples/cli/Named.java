package io.repobackup.samples.cli;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import java.util.List;

/** Finds subjects by the names that people use. */
final class Named {

    private Named() {}

    /** Everything that has or had the name, at least one. */
    static List<SubjectId> in(Vault vault, String name) {
        List<SubjectId> found = vault.named(name);
        if (found.isEmpty()) {
            throw new NotFoundException(
                    "Nothing in the vault is or was named '" + name + "'; see the names with the command list");
        }
        return found;
    }
}
