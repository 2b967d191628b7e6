package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;

/**
 * A URL of a sink, taken apart. What it is shown as leaves out all parameters, for one may be a secret by mistake.
 *
 * @param bucket the authority
 * @param prefix the path without the slash in front
 * @param parameters what follows the question mark, decoded
 */
record SinkUrl(String bucket, String prefix, List<Parameter> parameters) {

    /** One parameter; its value may be a secret by mistake. */
    record Parameter(String name, String value) {

        private static Parameter parse(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Parameter(decoded(text), "")
                    : new Parameter(decoded(text.substring(0, equals)), decoded(text.substring(equals + 1)));
        }

        @Override
        public String toString() {
            return name;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        }
    }

    static SinkUrl parse(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw new MisconfiguredException(
                    "Opening a sink: the URL names no bucket; write it like s3://bucket/prefix?region=eu-central-1");
        }
        if (authority.contains("@")) {
            throw new MisconfiguredException(
                    "Opening a sink: the URL holds credentials before an '@'; leave them out, and"
                            + " give them where the AWS SDK looks for them, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        if (uri.getRawFragment() != null) {
            throw new MisconfiguredException(
                    "Opening s3://" + authority + ": the URL has a part after '#', which means nothing; leave it out");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new SinkUrl(authority, path.startsWith("/") ? path.substring(1) : path, parameters(query, authority));
    }

    private static List<Parameter> parameters(String query, String authority) {
        try {
            return Stream.of(query.split("&"))
                    .filter(text -> !text.isEmpty())
                    .map(Parameter::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    "Opening s3://" + authority + ": a parameter has a '%' that begins no escape; write %25 instead");
        }
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
