package io.repobackup.azure;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import java.util.function.Supplier;

/**
 * What a storage account is shown to be let in.
 *
 * <p><i>Thread-safe</i>, as far as what was given to it is. Its text holds no secret.
 */
public sealed interface AzureCredential {

    /** One of the two keys of the account, as base64. It may do everything; a worker should have less. */
    static AzureCredential accountKey(String account, Secret key) {
        return new AccountKey(account, key);
    }

    /**
     * What a connection string of the account holds: a key, or a shared access signature.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException when it cannot be read; the message does not quote it
     */
    static AzureCredential connectionString(Secret text) {
        return ConnectionText.of(text).credential();
    }

    /** A shared access signature: the part of its URL behind the question mark. */
    static AzureCredential sas(Secret signature) {
        return new Signature(() -> signature);
    }

    /**
     * Shared access signatures that change while a run goes on. Asked before every request from many threads, so it should
     * be cheap.
     */
    static AzureCredential sas(Supplier<Secret> current) {
        return new Signature(current);
    }

    /**
     * Tokens of Microsoft Entra ID for the resource {@code https://storage.azure.com/}, as {@code Bearer} credentials.
     * Asked before every request from many threads: it renews a token before it ends and gives the same one until then.
     */
    static AzureCredential token(CredentialsProvider tokens) {
        return new Token(tokens);
    }

    /** A key of the account. */
    record AccountKey(String account, Secret key) implements AzureCredential {}

    /** A shared access signature, the present one. */
    record Signature(Supplier<Secret> current) implements AzureCredential {
        @Override
        public String toString() {
            return "Signature[]";
        }
    }

    /** Tokens of Microsoft Entra ID. */
    record Token(CredentialsProvider tokens) implements AzureCredential {
        @Override
        public String toString() {
            return "Token[]";
        }
    }
}
