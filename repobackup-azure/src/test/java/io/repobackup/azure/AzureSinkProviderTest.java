package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureSinkProviderTest {

    private static final AzureAccess ACCESS = (account, endpoint) -> account.equals("unknown")
            ? Optional.empty()
            : Optional.of(AzureCredential.accountKey(account, Secret.of("a2V5".toCharArray())));

    private final AzureSinkProvider provider = new AzureSinkProvider(ACCESS);

    @Test
    void isFoundAmongTheServicesAndSaysWhatIsMissing() {
        BlobSinkProvider found = ServiceLoader.load(BlobSinkProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.accepts(URI.create("azure://account/container")))
                .findFirst()
                .orElseThrow();
        assertThat(found).isInstanceOf(AzureSinkProvider.class);
        assertThat(found.accepts(URI.create("s3://bucket"))).isFalse();
        assertThatThrownBy(() -> found.open(URI.create("azure://account/container")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("AzureAccess");
    }

    @Test
    void opensTheContainerAndThePrefixThatTheUrlNames() {
        String container = Azurite.newContainer();
        String endpoint = URLEncoder.encode(Azurite.endpoint().toString(), StandardCharsets.UTF_8);
        URI url = URI.create(
                "azure://" + Azurite.ACCOUNT + "/" + container + "/a/b?coldData=cool&block=4&endpoint=" + endpoint);
        try (BlobSink sink = new AzureSinkProvider((account, at) -> Optional.of(Azurite.credential())).open(url);
                BlobSink whole = Azurite.sink(container).build()) {
            sink.putIfAbsent(BlobKey.of("x"), new byte[1], BlobOptions.of(BlobClass.PLAIN));
            assertThat(whole.stat(BlobKey.of("a/b/x"))).isPresent();
        }
    }

    @Test
    void asksForTheAccountAtAzureWhenNoEndpointIsNamed() {
        try (BlobSink sink = provider.open(URI.create("azure://account/container/?lock=LOCKED:30&thaw=high"))) {
            assertThat(sink).hasToString("AzureBlobSink[container container at account.blob.core.windows.net]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    azure://account                          | azure://account/container/prefix
                    azure:container                          | azure://account/container/prefix
                    azure://account/C                        | 3 to 63 characters
                    azure://account/container/Über           | the prefix cannot be
                    azure://account/container?coldData=warm   | coldData is one of cool, cold, archive
                    azure://account/container?lock=ever      | lock is one of unlocked, locked
                    azure://account/container?lock=locked:x  | a number of days
                    azure://account/container?block=9999     | block is a number of MiB
                    azure://account/container?version=1      | serviceVersion '1'
                    azure://account/container?colour=red     | block, coldData, endpoint, lock, thaw, uploadMemory, version
                    azure://account/container?endpoint=ftp:x | https://account.blob.core.windows.net
                    azure://unknown/container                | nobody knows credentials for the account unknown
                    """)
    void saysWhatIsWrongWithAUrl(String url, String words) {
        assertThatThrownBy(() -> provider.open(URI.create(url)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(words);
    }
}
