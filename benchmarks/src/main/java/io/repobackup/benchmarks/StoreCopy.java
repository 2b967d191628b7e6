package io.repobackup.benchmarks;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.benchmarks.store.StoreAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file into a store and out of it, through this library's sinks; also a program, for a fresh JVM. */
final class StoreCopy {

    /** What the engine hands over at once. */
    static final int STRIDE_IN_BYTES = 64 << 10;

    private StoreCopy() {}

    /** {@code up|down ACCESS-FILE KEY FILE}. */
    public static void main(String[] args) {
        StoreAccess access = StoreAccess.read(Path.of(args[1]));
        if (args[0].equals("up")) {
            up(access, args[2], Path.of(args[3]));
        } else {
            down(access, args[2], Path.of(args[3]));
        }
    }

    static void up(StoreAccess access, String key, Path file) {
        try (BlobSink sink = access.open();
                FileChannel in = FileChannel.open(file);
                BlobUpload upload = sink.begin(BlobKey.of(key), BlobOptions.of(BlobClass.DATA))) {
            ByteBuffer buffer = ByteBuffer.allocate(STRIDE_IN_BYTES);
            while (in.read(buffer) >= 0) {
                upload.write(buffer.flip());
                buffer.clear();
            }
            upload.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void down(StoreAccess access, String key, Path file) {
        try (BlobSink sink = access.open();
                InputStream in = sink.open(BlobKey.of(key), ByteRange.all());
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[STRIDE_IN_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
