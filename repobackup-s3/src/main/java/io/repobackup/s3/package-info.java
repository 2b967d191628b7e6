/**
 * A store on everything that speaks the S3 API.
 *
 * <p>Knows buckets, requests and their failures. Does not know what a vault is.
 */
@NullMarked
package io.repobackup.s3;

import org.jspecify.annotations.NullMarked;
