package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.testkit.sink.Fault.Moment;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A decorator that spoils calls of another sink on purpose, and counts them. Without injected faults it behaves like
 * the sink that it decorates, facets included; facets are never spoiled.
 *
 * <pre>{@code
 * FaultySink sink = FaultySink.over(InMemoryBlobSink.create());
 * sink.inject(PUT, Trigger.under(BlobKey.of("log")).nth(2), Fault.doneButUnknown());
 * sink.inject(WRITE, Trigger.seeded(42, 0.01), Fault.halfWay(() -> new UnavailableException("cable cut")));
 * }</pre>
 *
 * <p><i>Thread-safe.</i> Closing it closes the decorated sink.
 */
public final class FaultySink implements BlobSink {

    private final BlobSink sink;
    private final FaultPlan plan = new FaultPlan();

    private FaultySink(BlobSink sink) {
        this.sink = sink;
    }

    /** A decorator that spoils nothing yet. */
    public static FaultySink over(BlobSink sink) {
        return new FaultySink(sink);
    }

    /** Spoils the calls of an operation that the trigger chooses. Of several faults for one call the oldest strikes. */
    public void inject(SinkOperation operation, Trigger trigger, Fault fault) {
        plan.add(operation, trigger, fault);
    }

    /** Spoils nothing any more. */
    public void heal() {
        plan.clear();
    }

    /** How often an operation was called, spoiled calls included. */
    public long calls(SinkOperation operation) {
        return plan.calls(operation);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        Optional<Fault> fault = plan.next(SinkOperation.BEGIN, key.text());
        fault.filter(f -> f.moment() != Moment.AFTER).ifPresent(Fault::strike);
        BlobUpload upload = sink.begin(key, options);
        fault.filter(f -> f.moment() == Moment.AFTER).ifPresent(lost -> strike(lost, upload));
        return new FaultyUpload(upload, key, plan);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        return plan.call(SinkOperation.PUT, key.text(), () -> sink.putIfAbsent(key, bytes, options));
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        Optional<Fault> fault = plan.next(SinkOperation.OPEN, key.text());
        if (fault.filter(f -> f.moment() == Moment.HALF_WAY).isEmpty()) {
            fault.ifPresent(Fault::strike);
            return sink.open(key, range);
        }
        long size = sink.stat(key).map(StoredBlob::sizeInBytes).orElse(0L);
        long readable = Math.min(range.length(), Math.max(0, size - range.offset()));
        return new BreakingStream(sink.open(key, range), readable / 2, fault.orElseThrow());
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return plan.call(SinkOperation.STAT, key.text(), () -> sink.stat(key));
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        String folder = listing.folder().map(BlobKey::text).orElse("");
        Optional<Fault> fault = plan.next(SinkOperation.LIST, folder);
        if (fault.filter(f -> f.moment() == Moment.HALF_WAY).isEmpty()) {
            fault.ifPresent(Fault::strike);
            return sink.list(listing);
        }
        AtomicLong passed = new AtomicLong();
        return sink.list(listing).peek(blob -> {
            if (passed.incrementAndGet() > 1) {
                fault.orElseThrow().strike();
            }
        });
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return sink.facet(type);
    }

    @Override
    public void close() {
        sink.close();
    }

    /** An upload that nobody heard of is closed by nobody else. */
    private static void strike(Fault fault, BlobUpload upload) {
        try (upload) {
            fault.strike();
        }
    }
}
