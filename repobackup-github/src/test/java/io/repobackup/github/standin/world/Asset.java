package io.repobackup.github.standin.world;

import java.util.Optional;

/** A file of a release. <i>Thread-safe.</i> */
public final class Asset extends Thing {

    private final Release release;
    private final String fileName;
    private volatile byte[] bytes;

    Asset(Release release, String fileName, byte[] bytes) {
        super(release.world(), "RA", release.world().nextOfFew());
        this.release = release;
        this.fileName = fileName;
        this.bytes = bytes.clone();
    }

    /** Holds something else from now on, under the same id. */
    public void replace(byte[] others) {
        bytes = others.clone();
        touch();
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(release.repository());
    }

    public Release release() {
        return release;
    }

    public String fileName() {
        return fileName;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
