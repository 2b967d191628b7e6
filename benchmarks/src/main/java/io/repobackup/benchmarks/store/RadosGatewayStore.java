package io.repobackup.benchmarks.store;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Ceph's object gateway, as this project starts it for tests. */
final class RadosGatewayStore implements LocalStore {

    private static final String STARTER = Path.of(".ci", "radosgw").toString();
    private static final String MEMORY_IN_BYTES = Long.toString(8L << 30);

    private final Path directory;
    private final StoreAccess access;

    private RadosGatewayStore(Path directory, StoreAccess access) {
        this.directory = directory;
        this.access = access;
    }

    static LocalStore start(Path directory) {
        Path files = directory.resolve("radosgw");
        String owner = Long.toString(ProcessHandle.current().pid());
        StoreProgram.run(List.of(
                "env",
                "MEMORY=" + MEMORY_IN_BYTES,
                System.getProperty("radosgw", STARTER),
                "start",
                files.toString(),
                owner));
        Properties server = new Properties();
        try (Reader in = Files.newBufferedReader(files.resolve("server.properties"))) {
            server.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RadosGatewayStore(
                files,
                new StoreAccess(
                        StoreAccess.Kind.S3,
                        URI.create(server.getProperty("endpoint")),
                        server.getProperty("access.key"),
                        server.getProperty("secret.key")));
    }

    @Override
    public StoreAccess access() {
        return access;
    }

    @Override
    public void close() {
        StoreProgram.run(List.of(System.getProperty("radosgw", STARTER), "stop", directory.toString()));
    }
}
