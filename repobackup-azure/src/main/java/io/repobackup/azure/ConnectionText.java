package io.repobackup.azure;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A connection string, taken apart: {@code name=value} between semicolons. <i>Immutable.</i> Its text is empty, and no
 * failure quotes a value, since any of them may be a misplaced secret.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string">Connection
 *     strings</a>
 */
final class ConnectionText {

    private static final String DEVELOPMENT_ACCOUNT = "devstoreaccount1";
    /** The key of every emulator, published by its maker. */
    private static final String DEVELOPMENT_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Map<String, String> parts;

    private ConnectionText(Map<String, String> parts) {
        this.parts = parts;
    }

    static ConnectionText of(Secret secret) {
        Map<String, String> parts = new HashMap<>();
        for (String part : new String(secret.reveal()).strip().split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            } else if (!part.isBlank()) {
                throw wrong("a part of it is no name=value");
            }
        }
        return new ConnectionText(parts);
    }

    URI endpoint() {
        if (isDevelopment()) {
            return URI.create("http://127.0.0.1:10000/" + DEVELOPMENT_ACCOUNT);
        }
        String named = parts.get("blobendpoint");
        try {
            return URI.create(named != null ? named : endpointOfTheAccount());
        } catch (IllegalArgumentException e) {
            throw wrong("its endpoint is no URL");
        }
    }

    AzureCredential credential() {
        if (isDevelopment()) {
            return AzureCredential.accountKey(DEVELOPMENT_ACCOUNT, secret(DEVELOPMENT_KEY));
        }
        Optional<String> signature = part("sharedaccesssignature");
        if (signature.isPresent()) {
            return AzureCredential.sas(secret(signature.get()));
        }
        return AzureCredential.accountKey(required("AccountName"), secret(required("AccountKey")));
    }

    private String endpointOfTheAccount() {
        return part("defaultendpointsprotocol").orElse("https") + "://" + required("AccountName") + ".blob."
                + part("endpointsuffix").orElse("core.windows.net");
    }

    private boolean isDevelopment() {
        return part("usedevelopmentstorage").filter("true"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name)).filter(value -> !value.isEmpty());
    }

    private String required(String name) {
        return part(name.toLowerCase(Locale.ROOT)).orElseThrow(() -> wrong(name + " is missing"));
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    private static MisconfiguredException wrong(String what) {
        return new MisconfiguredException("Reading a connection string of Azure Storage: " + what
                + "; copy it whole from the account's access keys");
    }

    @Override
    public String toString() {
        return "ConnectionText[]";
    }
}
