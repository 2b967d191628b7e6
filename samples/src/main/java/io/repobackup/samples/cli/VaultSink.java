package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import io.repobackup.azure.AzureSinkProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds the store behind an address among the providers on the class path. */
final class VaultSink {

    private VaultSink() {}

    /** The store of the vault that a command names, with encryption where that is asked for. The caller closes it. */
    static BlobSink open(CommonOptions common, Terminal terminal) {
        return common.encryption.over(store(common.vault, terminal));
    }

    /** A store as it is. The caller closes it. */
    static BlobSink store(VaultAddress address, Terminal terminal) {
        return providers(terminal)
                .filter(provider -> provider.accepts(address.uri()))
                .findFirst()
                .orElseThrow(() -> new MisconfiguredException(
                        "Nothing here can open a vault at '" + address + "'; give a directory, s3://bucket/prefix or"
                                + " azure://account/container/prefix, or add the module for '"
                                + address.uri().getScheme() + ":' to the class path"))
                .open(address.uri());
    }

    /** Azure's first, with the environment; the one that is found by itself reads none. */
    private static Stream<BlobSinkProvider> providers(Terminal terminal) {
        return Stream.concat(
                Stream.of(new AzureSinkProvider(new AzureEnvironment(terminal))),
                ServiceLoader.load(BlobSinkProvider.class).stream().map(ServiceLoader.Provider::get));
    }
}
