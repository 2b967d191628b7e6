package io.repobackup.s3.policy;

import java.util.regex.Pattern;

/**
 * Where a policy holds. <i>Immutable.</i>
 *
 * @param bucket the name of a bucket
 * @param prefix empty, or ending with a slash
 */
record PolicyPlace(String bucket, String prefix) {

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    /** Without {@code * ? $}, which have a meaning in policies. */
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.'()=+@,~%-]+/)*");

    static PolicyPlace of(String bucket, String prefix) {
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if (!BUCKET.matcher(bucket).matches() || !PREFIX.matcher(folder).matches()) {
            throw new IllegalArgumentException(
                    "a policy is for the name of a bucket and a prefix without * ? $ \" \\, not for '" + bucket
                            + "' and '" + prefix + "'");
        }
        return new PolicyPlace(bucket, folder);
    }

    String bucketArn() {
        return "arn:aws:s3:::" + bucket;
    }

    String objectsArn() {
        return bucketArn() + "/" + prefix + "*";
    }

    String objectsArn(String folder) {
        return bucketArn() + "/" + of(bucket, prefix + folder).prefix() + "*";
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
