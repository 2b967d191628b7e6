package io.repobackup.github.standin.world;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A release with its files. <i>Thread-safe.</i> */
public final class Release extends Thing {

    private final Repository repository;
    private final Map<Long, Asset> assets = new ConcurrentSkipListMap<>();

    Release(Repository repository, String tag) {
        super(repository.world(), "RE", repository.world().nextOfFew());
        this.repository = repository;
        setUnseen("tag_name", tag);
        setUnseen("name", "Release " + tag);
        setUnseen("body", "What is new in " + tag);
        setUnseen("draft", false);
    }

    /** A file beside it. */
    public Asset attach(String fileName, byte[] bytes) {
        Asset asset = new Asset(this, fileName, bytes);
        assets.put(asset.id(), asset);
        touch();
        return asset;
    }

    /** Removes a file. */
    public void remove(Asset asset) {
        assets.remove(asset.id());
        asset.forget();
        touch();
    }

    @Override
    public Optional<Repository> home() {
        return Optional.of(repository);
    }

    public Repository repository() {
        return repository;
    }

    public Collection<Asset> assets() {
        return assets.values();
    }
}
