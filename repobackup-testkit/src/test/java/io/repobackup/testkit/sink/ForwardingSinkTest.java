package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobSink;

/** A sink that forwards all is the sink that it forwards to. */
class ForwardingSinkTest implements BlobSinkContract, RemovalContract, UploadsContract {

    private final InMemoryBlobSink store = InMemoryBlobSink.create();

    @Override
    public BlobSink openSink() {
        return new ForwardingSink(store);
    }

    @Override
    public BlobSink openAgain(BlobSink first) {
        return new ForwardingSink(store.reopen());
    }
}
