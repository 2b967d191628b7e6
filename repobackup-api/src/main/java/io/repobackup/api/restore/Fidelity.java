package io.repobackup.api.restore;

import java.util.List;

/**
 * How true to the original a restore would be.
 *
 * <p><i>Immutable.</i>
 *
 * @param identical what comes back as it was
 * @param approximated what comes back changed, and how
 * @param lost what cannot come back, and why
 */
public record Fidelity(List<String> identical, List<String> approximated, List<String> lost) {

    /** Takes copies. */
    public Fidelity {
        identical = List.copyOf(identical);
        approximated = List.copyOf(approximated);
        lost = List.copyOf(lost);
    }
}
