package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.testkit.sink.ForwardingSink;
import java.util.Optional;

/** A sink with another facet in place of its own, or without any. */
public final class SinkWith extends ForwardingSink {

    private final Optional<SinkFacet> facet;

    private SinkWith(BlobSink sink, Optional<SinkFacet> facet) {
        super(sink);
        this.facet = facet;
    }

    public static SinkWith facet(BlobSink sink, SinkFacet facet) {
        return new SinkWith(sink, Optional.of(facet));
    }

    public static SinkWith noFacets(BlobSink sink) {
        return new SinkWith(sink, Optional.empty());
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        Optional<F> other = facet.filter(type::isInstance).map(type::cast);
        return facet.isEmpty() || other.isPresent() ? other : super.facet(type);
    }
}
