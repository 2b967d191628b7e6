package io.repobackup.api.sink;

import java.util.Set;

/** Tells of the client-side encryption that a sink puts between its caller and the store. */
public non-sealed interface Encryption extends SinkFacet {

    /** The name of the format, as a vault's signpost tells it, such as {@code age}. */
    String mode();

    /**
     * The fingerprints of those whom new blobs of a class are encrypted for; they tell nothing secret and are stable. Empty
     * for {@link BlobClass#PLAIN}.
     */
    Set<String> recipients(BlobClass blobClass);

    /** Whether this sink holds a key with which it can read what it writes itself of a class. */
    boolean canRead(BlobClass blobClass);

    /**
     * Does nothing when it has been shown that every recipient's key exists; called before a vault is made, since what is
     * encrypted for a mistyped recipient is lost.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException otherwise; says how to show it
     */
    void requireProved();

    /** The store beneath: bytes as they lie in it. Closed with this sink. */
    BlobSink stored();
}
