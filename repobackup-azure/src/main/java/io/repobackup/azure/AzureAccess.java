package io.repobackup.azure;

import java.net.URI;
import java.util.Optional;

/**
 * Gives {@link AzureSinkProvider} what no URL may hold: credentials. A program registers its own with {@link
 * java.util.ServiceLoader}; it knows where its secrets are, in its environment, a file, or a service of its platform.
 *
 * <p><i>Thread-safe and stateless</i>, as far as it is asked.
 */
public interface AzureAccess {

    /**
     * What the account is shown to be let in; empty when this one knows nothing of it, so that the next is asked.
     *
     * @param account the name of the account, as the URL tells it
     * @param endpoint where the credential will be sent; give none to an address that the account is not at
     */
    Optional<AzureCredential> credential(String account, URI endpoint);
}
