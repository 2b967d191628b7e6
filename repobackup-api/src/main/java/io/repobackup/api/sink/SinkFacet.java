package io.repobackup.api.sink;

/** An ability that only some stores have, or only some credentials may use. <i>Thread-safe</i>, like its sink. */
public sealed interface SinkFacet permits Encryption, Removal, Retention, Thaw, Uploads, Versions {}
