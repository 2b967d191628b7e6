package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.testkit.sink.Fault.Moment;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An upload whose writes and commits may be spoiled. <i>Confined to one thread at a time.</i> */
final class FaultyUpload implements BlobUpload {

    private final BlobUpload upload;
    private final BlobKey key;
    private final FaultPlan plan;
    private boolean broken;

    FaultyUpload(BlobUpload upload, BlobKey key, FaultPlan plan) {
        this.upload = upload;
        this.key = key;
        this.plan = plan;
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireWhole();
        Optional<Fault> fault = plan.next(SinkOperation.WRITE, key.text());
        fault.filter(f -> f.moment() == Moment.HALF_WAY).ifPresent(f -> writeHalf(bytes));
        broken = true;
        fault.filter(f -> f.moment() != Moment.AFTER).ifPresent(Fault::strike);
        upload.write(bytes);
        fault.filter(f -> f.moment() == Moment.AFTER).ifPresent(Fault::strike);
        broken = false;
    }

    @Override
    public StoredBlob commit() {
        requireWhole();
        return plan.call(SinkOperation.COMMIT, key.text(), upload::commit);
    }

    @Override
    public void close() {
        upload.close();
    }

    private void requireWhole() {
        if (broken) {
            throw new IllegalStateException("the upload of " + key + " was broken by a failed write");
        }
    }

    private void writeHalf(ByteBuffer bytes) {
        int half = bytes.remaining() / 2;
        upload.write(bytes.slice(bytes.position(), half));
        bytes.position(bytes.position() + half);
    }
}
