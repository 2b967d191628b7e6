package io.repobackup.benchmarks.step;

import io.repobackup.age.AgeBlobSink;
import io.repobackup.age.AgeIdentity;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many megabytes a second does one thread encrypt and decrypt through {@link AgeBlobSink}, and how many could it at most,
 * which is what the cipher of the JDK does alone with pieces of that length, and the digest of what is stored beside it?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar AgeEncryption [-prof gc] [-jvm JAVA-OF-ANOTHER-JDK]
 * }</pre>
 *
 * <p>An operation is a megabyte.
 *
 * <p>Figures are in {@code benchmarks/RESULTS.md}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AgeEncryption {

    private static final int MEGABYTES = 16;
    private static final int CHUNK_IN_BYTES = 64 << 10;
    private static final BlobKey KEY = BlobKey.of("data/1");

    private final byte[] bytes = new byte[MEGABYTES * 1_000_000];
    private final byte[] buffer = new byte[CHUNK_IN_BYTES];
    private final BareCipher bare = new BareCipher(CHUNK_IN_BYTES);
    private final AgeIdentity identity = AgeIdentity.generate();
    private final BlobSink writing = sinkOver(new DiscardingSink());
    private final BlobSink reading = sinkOver(InMemoryBlobSink.create());

    /** Encrypts once what is decrypted. */
    @Setup
    public void prepare() {
        new Random(MEGABYTES).nextBytes(bytes);
        put(reading);
    }

    /** Through the sink. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long encrypt() {
        return put(writing);
    }

    /** Through the sink, to the last byte, which proves that it is the last. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long decrypt() throws IOException {
        long count = 0;
        try (InputStream in = reading.open(KEY, ByteRange.all())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        }
        return count;
    }

    /** The limit of encryption: the JDK's cipher alone. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long encryptByCipherAlone() {
        long count = 0;
        for (int from = 0; from < bytes.length; from += CHUNK_IN_BYTES) {
            count += bare.encrypt(bytes, from, Math.min(CHUNK_IN_BYTES, bytes.length - from));
        }
        return count;
    }

    /** The limit of decryption: the JDK's cipher alone. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long decryptByCipherAlone() {
        long count = 0;
        for (int from = 0; from < bytes.length; from += CHUNK_IN_BYTES) {
            count += bare.decryptWhole();
        }
        return count;
    }

    /** What is done beside encryption, for the digest in the vault's records. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public Sha256 digestAlone() {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.from(digest);
    }

    private long put(BlobSink sink) {
        try (BlobUpload upload = sink.begin(KEY, BlobOptions.of(BlobClass.DATA))) {
            for (int from = 0; from < bytes.length; from += CHUNK_IN_BYTES) {
                upload.write(ByteBuffer.wrap(bytes, from, Math.min(CHUNK_IN_BYTES, bytes.length - from)));
            }
            return upload.commit().sizeInBytes();
        }
    }

    private BlobSink sinkOver(BlobSink store) {
        return AgeBlobSink.over(store)
                .dataRecipient(identity.recipient())
                .identity(identity)
                .build();
    }
}
