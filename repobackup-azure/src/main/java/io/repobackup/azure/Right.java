package io.repobackup.azure;

/**
 * What a request needs to be allowed.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory">The actions of
 *     each request</a>
 */
enum Right {
    READ("r", "blobs/read"),
    LIST("l", "blobs/read"),
    WRITE("w", "blobs/write"),
    DELETE("d", "blobs/delete"),
    DELETE_VERSION("x", "blobs/deleteBlobVersion/action"),
    LOCK("i", "blobs/immutableStorage/runAsSuperUser/action");

    private final String signature;
    private final String action;

    Right(String signature, String action) {
        this.signature = signature;
        this.action = action;
    }

    /** What it is called in the two languages of the store. */
    String text() {
        return "SAS permission " + signature + ", action " + action;
    }
}
