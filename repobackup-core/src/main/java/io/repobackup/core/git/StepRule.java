package io.repobackup.core.git;

/**
 * When a repository is fetched in steps, several packs one after the other, instead of in one go. Steps cost the host
 * many times the work and some bytes, but what is stored of them survives a host that gives up.
 *
 * <p><i>Immutable.</i>
 *
 * @param goes how many packs of everything may break off before steps are taken; 0 for steps at once
 * @param largeInBytes a pack of everything that breaks off beyond this length is not tried again in one go
 * @param batch how many pull requests, at least, go into one step
 */
public record StepRule(int goes, long largeInBytes, int batch) {

    /** Refuses what makes no sense. */
    public StepRule {
        if (goes < 0 || largeInBytes < 0 || batch < 1) {
            throw new IllegalArgumentException("steps need goes and bytes of 0 or more, and a batch of 1 or more");
        }
    }

    /** Two goes, one where more than 1 GiB had come; batches of 2,000. */
    public static StepRule standard() {
        return new StepRule(2, 1L << 30, 2_000);
    }

    /** Steps at once, for a repository that is known to be too large for its host. */
    public static StepRule atOnce() {
        return new StepRule(0, 0, 2_000);
    }
}
