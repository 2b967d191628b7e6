package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobSink;

/** What the tests of a sink need of its author; {@link BlobSinkContract} describes it. */
interface SinkFixture {

    BlobSink openSink();

    BlobSink openAgain(BlobSink first);
}
