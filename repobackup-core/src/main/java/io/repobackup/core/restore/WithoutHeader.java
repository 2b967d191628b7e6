package io.repobackup.core.restore;

import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.InputStream;

/** A bundle without its header: the pack. */
final class WithoutHeader {

    private WithoutHeader() {}

    static InputStream of(InputStream bundle, long headerLength) {
        try {
            bundle.skipNBytes(headerLength);
            return bundle;
        } catch (IOException | RuntimeException e) {
            close(bundle, e);
            if (e instanceof RuntimeException typed) {
                throw typed;
            }
            throw new UnavailableException("Reading the header of a bundle broke off; try again", e);
        }
    }

    private static void close(InputStream bundle, Exception failure) {
        try {
            bundle.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
