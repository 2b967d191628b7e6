package io.repobackup.s3;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.net.URI;

/**
 * Opens {@link S3BlobSink}s from URLs such as {@code s3://bucket/prefix?region=eu-central-1} or
 * {@code s3://bucket?endpoint=https://minio.example.org:9000&pathStyle=true}. Every setting of {@link S3SinkBuilder} but
 * credentials has a parameter; credentials come from where the AWS SDK looks for them, and never from a URL.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class S3SinkProvider implements BlobSinkProvider {

    @Override
    public boolean accepts(URI uri) {
        return "s3".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public BlobSink open(URI uri) {
        return builder(uri).build();
    }

    static S3SinkBuilder builder(URI uri) {
        SinkUrl url = SinkUrl.parse(uri);
        S3SinkBuilder builder = S3BlobSink.builder(url.bucket()).prefix(url.prefix());
        url.parameters()
                .forEach(parameter -> UrlParameter.named(parameter.name(), url).applyTo(builder, parameter, url));
        return builder;
    }
}
