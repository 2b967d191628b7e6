package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a sink's objects lie: in a bucket, below a prefix. What has another name is not touched.
 *
 * <p><i>Immutable.</i>
 *
 * @param bucket its name
 * @param prefix what the names of all objects begin with: empty, or ending with a slash
 */
record BucketPlace(String bucket, String prefix) {

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.*'()=+@,~%-]+/)*");
    private static final int LONGEST_PREFIX = 500;

    static BucketPlace of(String bucket, String prefix) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new MisconfiguredException(
                    "Opening the bucket '" + bucket
                            + "': this is no name of a bucket; give the name alone, of 3 to 63 letters, digits, dots and dashes");
        }
        String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        if (!PREFIX.matcher(folder).matches() || folder.length() > LONGEST_PREFIX || hasDots(folder)) {
            throw new MisconfiguredException(
                    "Opening the bucket " + bucket + ": the prefix '" + prefix
                            + "' cannot be used; write at most " + LONGEST_PREFIX
                            + " characters of A-Z a-z 0-9 ! _ . * ' ( ) = + @ , ~ % - between single slashes, with none in front");
        }
        return new BucketPlace(bucket, folder);
    }

    String objectName(BlobKey key) {
        return prefix + key.text();
    }

    /** The key of an object; empty when it is none of ours. */
    Optional<BlobKey> key(String objectName) {
        if (!objectName.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(BlobKey.of(objectName.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String url(BlobKey key) {
        return this + key.text();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }

    private static boolean hasDots(String folder) {
        return ("/" + folder).contains("/./") || ("/" + folder).contains("/../");
    }
}
