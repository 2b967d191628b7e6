package io.repobackup.samples.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.testkit.sink.BlobSinkContract;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

class CustomSinkTest implements BlobSinkContract {

    private final Map<BlobSink, Database> stores = new IdentityHashMap<>();

    @Override
    public BlobSink openSink() {
        return open(new Database(new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>()));
    }

    @Override
    public BlobSink openAgain(BlobSink first) {
        return open(stores.get(first));
    }

    @Test
    void whatIsDroppedLeavesNoChunks() {
        Database store = new Database(new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
        try (BlobSink sink = open(store);
                BlobUpload upload = sink.begin(BlobKey.of("data/1"), BlobOptions.of(BlobClass.DATA))) {
            upload.write(ByteBuffer.allocate(5 << 20));
        }
        assertThat(store.chunks()).isEmpty();
    }

    @Test
    void theWholeSinkFitsOnAPage() throws Exception {
        Path source = Path.of("src/main/java/io/repobackup/samples/sink/CustomSink.java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(100);
    }

    private BlobSink open(Database store) {
        BlobSink sink = new CustomSink(store, Clock.systemUTC());
        stores.put(sink, store);
        return sink;
    }
}
