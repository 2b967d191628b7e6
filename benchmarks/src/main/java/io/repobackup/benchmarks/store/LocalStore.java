package io.repobackup.benchmarks.store;

import java.nio.file.Path;

/** A store that runs on this machine, on the loopback interface only. Closed by whoever started it. */
public interface LocalStore extends AutoCloseable {

    /**
     * Starts a store with its files below a directory: {@code s3proxy}, which keeps its objects there and comes from the jar
     * that the tests of the S3 module use; {@code radosgw}, Ceph's gateway with its disk in memory, by {@code .ci/radosgw};
     * {@code azurite}, in memory, by {@code azurite-blob} on the path.
     */
    static LocalStore start(String name, Path directory) {
        return switch (name) {
            case "s3proxy" -> S3ProxyStore.start(directory);
            case "radosgw" -> RadosGatewayStore.start(directory);
            case "azurite" -> AzuriteStore.start(directory);
            default ->
                throw new IllegalArgumentException("there is no store " + name + "; name s3proxy, radosgw or azurite");
        };
    }

    /** How it is reached. */
    StoreAccess access();

    @Override
    void close();
}
