package io.repobackup.azure;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Versions;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The abilities of this container, and of these credentials as far as they tell. <i>Thread-safe.</i> */
final class Facets {

    private static final int DELETES_AT_ONCE = 8;

    private final Container container;
    private final Abilities abilities;
    private final Removal removal;
    private final Retention retention;
    private final Thaw thaw;
    private final Versions versions;

    Facets(Container container, Abilities abilities, Reads reads, Staging staging, BooleanSupplier closed) {
        this.container = container;
        this.abilities = abilities;
        BlobVersions known = new BlobVersions(container, reads, closed);
        this.versions = known;
        this.removal = new BlobRemoval(container, abilities, known, new Together(staging.threads(), DELETES_AT_ONCE));
        this.retention = new BlobRetention(container);
        this.thaw = new BlobThaw(container);
    }

    <F extends SinkFacet> Optional<F> get(Class<F> type) {
        if (type == Removal.class && mayDelete()) {
            return Optional.of(type.cast(removal));
        }
        if (type == Retention.class && abilities.locks()) {
            return Optional.of(type.cast(retention));
        }
        if (type == Thaw.class) {
            return Optional.of(type.cast(thaw));
        }
        return type == Versions.class && abilities.versions() ? Optional.of(type.cast(versions)) : Optional.empty();
    }

    /** A signature says what it is for; a key may do everything; of a token only the store knows. */
    private boolean mayDelete() {
        return !(container.settings().credential() instanceof AzureCredential.Signature signature)
                || SignatureText.of(signature.current().get()).mayGive("d");
    }
}
