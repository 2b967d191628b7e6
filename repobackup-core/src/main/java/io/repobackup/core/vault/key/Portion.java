package io.repobackup.core.vault.key;

import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * One of several portions of things. Each thing belongs to exactly one, by its name and therefore in every run to the same;
 * portions with different salts have nothing to do with each other.
 *
 * <p><i>Immutable.</i>
 *
 * @param index which portion, 0 up to {@code of - 1}
 * @param of how many there are
 * @param salt tells kinds of portions apart
 */
public record Portion(int index, int of, String salt) {

    /** Refuses a portion that does not exist. */
    public Portion {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException(
                    "portion " + index + " of " + of + " does not exist; portions are 0 to of-1");
        }
    }

    /** All there is. */
    public static Portion everything() {
        return new Portion(0, 1, "");
    }

    /** Whether the thing of this name belongs to it. */
    public boolean includes(String name) {
        if (of == 1) {
            return true;
        }
        String digest =
                Sha256.of((salt + name).getBytes(StandardCharsets.UTF_8)).hex();
        return Long.parseLong(digest.substring(0, 12), 16) % of == index;
    }
}
