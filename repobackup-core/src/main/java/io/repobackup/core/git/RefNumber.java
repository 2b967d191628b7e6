package io.repobackup.core.git;

import io.repobackup.core.refs.RefName;

/**
 * The number in the name of a ref, such as that of a pull request. Of several the largest counts, for names of changes
 * begin with the last digits of their number and end with that of their revision.
 */
final class RefNumber {

    private static final int MOST_DIGITS = 18;

    private RefNumber() {}

    /** The number, or -1 for a name without. */
    static long of(RefName name) {
        long largest = -1;
        for (String component : name.text().split("/", -1)) {
            if (isNumber(component)) {
                largest = Math.max(largest, Long.parseLong(component));
            }
        }
        return largest;
    }

    private static boolean isNumber(String component) {
        return !component.isEmpty()
                && component.length() <= MOST_DIGITS
                && component.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
