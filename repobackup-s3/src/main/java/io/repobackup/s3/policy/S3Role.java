package io.repobackup.s3.policy;

/** What somebody does with a bucket. A thief of their keys can do no more than that. */
public enum S3Role {
    /** Backs up: adds objects and reads them. Removes nothing, and where the store can see to it changes nothing. */
    WRITER(true),
    /** Verifies: reads objects and their locks. */
    AUDITOR(false),
    /** Compacts, and tries restores: does what a writer does, brings objects back from cold storage, clears unfinished uploads. */
    MAINTAINER(true),
    /** Removes what no snapshot needs any more: adds records, and removes versions whose locks have ended. */
    PRUNER(true),
    /** Restores: reads objects, and brings them back from cold storage. */
    RESTORER(false);

    private final boolean writing;

    S3Role(boolean writing) {
        this.writing = writing;
    }

    /** Whether the role adds objects. */
    public boolean isWriting() {
        return writing;
    }
}
