package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE_KEY;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.sink.VersionsContract;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every sink promises, by an encrypted one. */
class AgeBlobSinkTest {

    private static final AgeBlobSink SIZES = AgeSinks.over(InMemoryBlobSink.create());

    @Nested
    class InMemory implements BlobSinkContract, RemovalContract, UploadsContract {

        private InMemoryBlobSink store = InMemoryBlobSink.create();

        @Override
        public BlobSink openSink() {
            store = InMemoryBlobSink.create();
            return AgeSinks.over(store, RECOVERY);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return AgeSinks.over(store.reopen(), RECOVERY);
        }

        @Override
        public long storedSize(long contentSize) {
            return SIZES.storedSizeInBytes(BlobClass.DATA, contentSize);
        }
    }

    @Nested
    class InADirectory implements BlobSinkContract, RemovalContract, UploadsContract {

        private final Path temporary;
        private int places;
        private Path place;

        InADirectory(@TempDir Path temporary) {
            this.temporary = temporary;
            this.place = temporary;
        }

        @Override
        public BlobSink openSink() {
            place = temporary.resolve("sink" + places++);
            return AgeSinks.over(FileSystemBlobSink.open(place), STATE_KEY, RECOVERY);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return AgeSinks.over(FileSystemBlobSink.open(place), RECOVERY);
        }

        @Override
        public long storedSize(long contentSize) {
            return SIZES.storedSizeInBytes(BlobClass.DATA, contentSize);
        }
    }

    @Nested
    class WithVersions implements VersionsContract {

        private InMemoryBlobSink store = InMemoryBlobSink.versioned(FakeClock.create());

        @Override
        public BlobSink openSink() {
            store = InMemoryBlobSink.versioned(FakeClock.create());
            return AgeSinks.over(store, RECOVERY);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return AgeSinks.over(store.reopen(), RECOVERY);
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            store.overwrite(key, Envelope.of(List.of(RECOVERY.recipient())).encrypt(content));
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            store.hide(key);
        }

        @Override
        public long storedSize(long contentSize) {
            return SIZES.storedSizeInBytes(BlobClass.DATA, contentSize);
        }
    }
}
