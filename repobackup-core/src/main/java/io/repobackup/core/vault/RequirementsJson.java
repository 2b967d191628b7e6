package io.repobackup.core.vault;

import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Required features as JSON. */
final class RequirementsJson {

    private RequirementsJson() {}

    static JsonFields encode(Requirements requires) {
        return new JsonFields()
                .texts("read", new TreeSet<>(requires.read()))
                .texts("append", new TreeSet<>(requires.append()))
                .texts("prune", new TreeSet<>(requires.prune()));
    }

    static Requirements decode(JsonObject fields) {
        return new Requirements(
                Set.copyOf(fields.texts("read")),
                Set.copyOf(fields.texts("append")),
                Set.copyOf(fields.texts("prune")));
    }
}
