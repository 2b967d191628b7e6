package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;

/**
 * How long each part of an upload of unknown length is. S3 takes 10,000 parts, so later ones are longer: half as much
 * again after each thousand, up to 1 GiB. From parts of 8 MiB come 884 GiB, from 64 MiB 5.6 TiB.
 *
 * @param firstInBytes how long the first thousand parts are
 */
record PartPlan(int firstInBytes) {

    static final int SMALLEST = 5 << 20;
    static final int LARGEST = 1 << 30;
    static final int MOST_PARTS = 10_000;

    private static final int STEP = 1_000;
    private static final double GROWTH = 1.5;

    /** The size of a part, the first one being number 1. */
    int sizeOf(int number) {
        if (number > MOST_PARTS) {
            throw new MisconfiguredException("Uploading part " + number + ": S3 takes " + MOST_PARTS
                    + " parts of one object; set a part size of more than " + firstInBytes + " bytes");
        }
        int thousands = (number - 1) / STEP;
        double grown = firstInBytes * Math.pow(GROWTH, thousands);
        return (int) Math.min(LARGEST, grown);
    }

    /** How many parts may be on their way beside one of this number, so that memory does not grow with the parts. */
    int parallel(int number, int parallelOfFirst) {
        long allowed = (long) parallelOfFirst * firstInBytes / sizeOf(number);
        return (int) Math.max(1, Math.min(parallelOfFirst, allowed));
    }
}
