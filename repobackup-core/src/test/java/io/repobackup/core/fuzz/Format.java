package io.repobackup.core.fuzz;

import java.util.List;

/**
 * One format of bytes from outside.
 *
 * @param name the folder of its corpus
 * @param seeds sound inputs, made by git or by our own writers
 * @param reading reads an input as the library does
 * @param share how many inputs it gets, where 100 is usual
 */
record Format(String name, List<byte[]> seeds, Reading reading, int share) {

    /** Ends with a value, or with a failure that callers expect. */
    @FunctionalInterface
    interface Reading {
        void read(byte[] input) throws Exception;
    }

    static Format of(String name, List<byte[]> seeds, Reading reading) {
        return new Format(name, seeds, reading, 100);
    }

    Format share(int percent) {
        return new Format(name, seeds, reading, percent);
    }

    @Override
    public String toString() {
        return name;
    }
}
