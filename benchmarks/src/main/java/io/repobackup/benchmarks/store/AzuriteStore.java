package io.repobackup.benchmarks.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Azurite in memory. */
final class AzuriteStore implements LocalStore {

    private static final String ACCOUNT = "devstoreaccount1";

    /** Published by Azurite's maker. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final StoreProgram program;
    private final StoreAccess access;

    private AzuriteStore(StoreProgram program, StoreAccess access) {
        this.program = program;
        this.access = access;
    }

    static LocalStore start(Path directory) {
        int port = StoreProgram.freePort();
        List<String> command = List.of(
                "azurite-blob",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--inMemoryPersistence",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent");
        URI endpoint = URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT);
        return new AzuriteStore(
                StoreProgram.listening(directory, port, command),
                new StoreAccess(StoreAccess.Kind.AZURE, endpoint, ACCOUNT, KEY));
    }

    @Override
    public StoreAccess access() {
        return access;
    }

    @Override
    public void close() {
        program.close();
    }
}
