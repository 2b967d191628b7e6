package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.util.ServiceLoader;

/** Finds the store behind an address among the providers on the class path. */
final class VaultSink {

    private VaultSink() {}

    /** The caller closes it. */
    static BlobSink open(VaultAddress address) {
        return ServiceLoader.load(BlobSinkProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.accepts(address.uri()))
                .findFirst()
                .orElseThrow(() -> new MisconfiguredException(
                        "Nothing here can open a vault at '" + address + "'; give a directory, or add the module for '"
                                + address.uri().getScheme() + ":' to the class path"))
                .open(address.uri());
    }
}
