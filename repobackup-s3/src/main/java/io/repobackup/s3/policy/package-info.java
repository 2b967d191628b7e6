/**
 * What each role may do with a bucket, as policies that the owner of the bucket installs.
 *
 * <p>Knows actions, resources and conditions of S3. Does not know requests, nor what a vault is.
 */
@NullMarked
package io.repobackup.s3.policy;

import org.jspecify.annotations.NullMarked;
