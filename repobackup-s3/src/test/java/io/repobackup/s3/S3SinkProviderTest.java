package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import io.repobackup.api.sink.SinkCapabilities.Concurrency;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SinkProviderTest {

    private final BlobSinkProvider provider = new S3SinkProvider();

    @Test
    void itIsFoundAndTakesItsSchemeOnly() {
        assertThat(ServiceLoader.load(BlobSinkProvider.class)).hasAtLeastOneElementOfType(S3SinkProvider.class);
        assertThat(provider.accepts(URI.create("s3://bucket"))).isTrue();
        assertThat(provider.accepts(URI.create("S3://bucket/prefix"))).isTrue();
        assertThat(provider.accepts(URI.create("file:///bucket"))).isFalse();
        assertThat(provider.accepts(URI.create("bucket"))).isFalse();
    }

    @Test
    void everyParameterIsTaken() {
        URI all = URI.create("s3://bucket_1/some/prefix?endpoint=https://127.0.0.1:9&region=eu-south-2&pathStyle=true"
                + "&checksums=when-required&singleWriter=true&partSizeMiB=16&parallelParts=2&smallLimitMiB=32&sse=kms:alias/x"
                + "&coldData=GLACIER_IR&tag=team:backup&tag=cost:a%26b&connectTimeoutSeconds=3&readTimeoutSeconds=30"
                + "&lock=compliance:90&thaw=bulk&versions=true");
        try (BlobSink sink = provider.open(all)) {
            assertThat(sink).hasToString("S3BlobSink[s3://bucket_1/some/prefix/]");
            assertThat(sink.capabilities().concurrency()).isEqualTo(Concurrency.ONE_WRITER);
            assertThat(sink.capabilities().smallLimitInBytes()).isEqualTo(32L << 20);
        }
    }

    @Test
    void anUnknownParameterIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> provider.open(URI.create("s3://bucket?regoin=eu-south-2")))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("regoin")
                .hasMessageContaining("region, pathStyle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://AKIAEXAMPLE:hunter2@bucket",
                "s3://bucket?accessKey=AKIAEXAMPLE&secretKey=hunter2",
                "s3://bucket?region=x&aws_secret_access_key=hunter2",
                "s3://bucket?endpoint=https://user:hunter2@host",
                "s3://bucket?endpoint=hunter2",
                "s3://bucket?sse=hunter2",
                "s3://bucket?pathStyle=hunter2",
                "s3://bucket#hunter2",
                "s3://bucket?tag=hunter2"
            })
    void credentialsAndOtherValuesThatDoNotBelongAreRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> provider.open(URI.create(url)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:///prefix",
                "s3:bucket",
                "s3://b",
                "s3://bucket/a//b?region=x",
                "s3://bucket/../up?region=x",
                "s3://bucket?partSizeMiB=4",
                "s3://bucket?partSizeMiB=99999999999",
                "s3://bucket?parallelParts=0",
                "s3://bucket?checksums=none",
                "s3://bucket?readTimeoutSeconds=0",
                "s3://bucket?endpoint=ftp://host",
                "s3://bucket?endpoint=https://host/path",
                "s3://bucket?lock=forever",
                "s3://bucket?lock=compliance:-1",
                "s3://bucket?thaw=now",
                "s3://bucket?versions=no",
                "s3://bucket?region="
            })
    void whatMakesNoSenseIsRefused(String url) {
        assertThatThrownBy(() -> provider.open(URI.create(url))).isInstanceOf(MisconfiguredException.class);
    }
}
