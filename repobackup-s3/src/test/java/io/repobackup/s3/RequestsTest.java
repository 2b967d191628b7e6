package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Uploads.Unfinished;
import io.repobackup.s3.Front.Request;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a store, and what its answers mean, on one that says what it is told to. */
class RequestsTest {

    private static final BlobKey KEY = BlobKey.of("data/host/1/pack");
    private static final int MIB = 1 << 20;
    private static final Predicate<Request> ANY = request -> true;
    private static final Predicate<Request> PUT = request -> request.method().equals("PUT");
    private static final Predicate<Request> CREATE = request -> request.target().contains("?uploads");
    private static final Predicate<Request> PART = request -> request.target().contains("partNumber=");
    private static final Predicate<Request> COMPLETE =
            request -> request.method().equals("POST") && request.target().contains("uploadId=");

    /** No store is behind it. */
    private final Front front = Front.of(URI.create("http://127.0.0.1:9"));

    @AfterEach
    void closeFront() {
        front.close();
    }

    private S3SinkBuilder builder() {
        return S3BlobSink.builder("bucket")
                .prefix("p")
                .endpoint(front.endpoint())
                .pathStyle()
                .singleWriter()
                .credentials(S3AccessKey.of("ID", Secret.of("secret".toCharArray())));
    }

    private StoredBlob upload(S3SinkBuilder builder, BlobClass blobClass, int length) {
        front.always(CREATE, Acts.answer(200, "<R><UploadId>u</UploadId></R>"));
        front.always(PART, Acts.answer(200, "", "ETag: \"part\""));
        front.always(
                COMPLETE,
                Acts.answer(200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>"));
        front.always(
                PUT,
                Acts.answer(200, "", "ETag: \"one\"", "x-amz-version-id: v1", "Date: Sun, 01 Mar 2026 12:00:00 GMT"));
        front.always(request -> request.method().equals("HEAD"), Acts.error(403, "AccessDenied"));
        front.always(
                request -> request.target().contains("list-type=2"),
                Acts.answer(200, listing(object("p/" + KEY, length))));
        front.always(ANY, Acts.error(403, "AccessDenied"));
        try (S3BlobSink sink = builder.build();
                BlobUpload upload = sink.begin(KEY, BlobOptions.of(blobClass))) {
            upload.write(ByteBuffer.allocate(length));
            return upload.commit();
        }
    }

    private static String listing(String... objects) {
        return "<ListBucketResult><IsTruncated>false</IsTruncated>" + String.join("", objects) + "</ListBucketResult>";
    }

    private static String object(String name, long size) {
        return "<Contents><Key>" + name + "</Key><LastModified>2026-03-01T12:00:00.000Z</LastModified><Size>" + size
                + "</Size></Contents>";
    }

    private Request sent(Predicate<Request> which) {
        return front.requests().stream().filter(which).findFirst().orElseThrow();
    }

    @Nested
    class NewObjects {

        @ParameterizedTest
        @CsvSource({
            "DATA,1048575,false",
            "DATA,1048576,true",
            "DATA,20971520,true",
            "STATE,5242880,false",
            "STATE,20971520,false",
            "PLAIN,2097152,false"
        })
        void onlyDataOfAMebibyteOrMoreIsCold(BlobClass blobClass, int length, boolean cold) {
            upload(builder().coldData("GLACIER_IR"), blobClass, length);
            Request first = sent(CREATE.or(PUT));
            assertThat(first.has("x-amz-storage-class: GLACIER_IR")).isEqualTo(cold);
        }

        @ParameterizedTest
        @CsvSource({"1000", "20971520"})
        void encryptionAndTagsAreAskedForWithEveryObject(int length) {
            upload(builder().encryptedByKey("alias/backup").tag("team", "a b"), BlobClass.DATA, length);
            Request first = sent(CREATE.or(PUT));
            assertThat(first.head())
                    .contains("x-amz-server-side-encryption: aws:kms")
                    .contains("x-amz-server-side-encryption-aws-kms-key-id: alias/backup")
                    .containsPattern("x-amz-tagging: team=a(%20|\\+)b");
        }

        @Test
        void theKeysOfTheStoreItselfAreAskedForWithoutAName() {
            upload(builder().encryptedByStore(), BlobClass.STATE, 10);
            assertThat(sent(PUT).head())
                    .contains("x-amz-server-side-encryption: AES256")
                    .doesNotContain("kms");
        }

        @Test
        void aBlobUpToAPartIsOneRequestWithItsDigest() {
            StoredBlob stored = upload(builder(), BlobClass.DATA, 8 * MIB);
            assertThat(front.requests()).hasSize(1);
            String digest = Content.base64(Sha256.of(new byte[8 * MIB]));
            assertThat(sent(PUT).head()).contains("x-amz-checksum-sha256: " + digest);
            assertThat(stored.version()).contains("v1");
            assertThat(stored.storedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        }

        @Test
        void aByteMoreGoesInParts() {
            upload(builder(), BlobClass.DATA, 8 * MIB + 1);
            assertThat(front.count(PART)).isEqualTo(2);
            assertThat(sent(PART).head()).contains("x-amz-checksum-crc32: ");
        }

        @ParameterizedTest
        @CsvSource({"1000", "20971520"})
        void olderServersGetMd5AndNothingNewer(int length) {
            upload(builder().checksums(S3Checksums.CONTENT_MD5), BlobClass.DATA, length);
            assertThat(sent(PART.or(PUT)).head()).containsIgnoringCase("Content-MD5: ");
            assertThat(front.requests())
                    .noneMatch(request -> request.has("x-amz-checksum"))
                    .noneMatch(request -> request.has("x-amz-sdk-checksum"))
                    .noneMatch(request -> request.has("x-amz-trailer"))
                    .noneMatch(request -> request.has("aws-chunked"));
        }

        @Test
        void moreThanTenTagsAreRefused() {
            S3SinkBuilder builder = builder();
            for (int i = 0; i < 10; i++) {
                builder.tag("name" + i, "value");
            }
            assertThatThrownBy(() -> builder.tag("one-more", "value")).isInstanceOf(MisconfiguredException.class);
        }
    }

    @Nested
    class Google {

        @Test
        void itsOwnWordsAreTriedFirstAtItsOwnAddress() {
            assertThat(Dialect.candidates(URI.create("https://storage.googleapis.com")))
                    .startsWith(Dialect.GENERATION_MATCH);
            assertThat(Dialect.candidates(URI.create("https://minio.example.org")))
                    .startsWith(Dialect.IF_NONE_MATCH);
            assertThat(Dialect.candidates(null)).startsWith(Dialect.IF_NONE_MATCH);
        }
    }

    @Nested
    class Listing {

        @Test
        void whatIsNoKeyOfOursIsPassedOver() {
            front.always(
                    ANY,
                    Acts.answer(
                            200,
                            listing(
                                    object("p/", 0),
                                    object("p/.hidden", 1),
                                    object("p/Capital", 1),
                                    object("p/a", 7),
                                    object("p/a//b", 1),
                                    object("p/folder/", 0),
                                    object("p/z%20y", 1),
                                    object("q/other", 1))));
            try (S3BlobSink sink = builder().build();
                    Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                assertThat(blobs).extracting(blob -> blob.key().text()).containsExactly("a", "z%20y");
            }
        }

        @Test
        void aStoreThatListsInAnotherOrderIsRefused() {
            front.always(ANY, Acts.answer(200, listing(object("p/b", 1), object("p/a", 1))));
            try (S3BlobSink sink = builder().build();
                    Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                assertThatThrownBy(blobs::toList).isInstanceOf(MisconfiguredException.class);
            }
        }

        @Test
        void pagesAreAskedForAsTheyAreRead() {
            String page =
                    "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                            + object("p/a", 1) + "</ListBucketResult>";
            front.next(1, ANY, Acts.answer(200, page));
            front.always(ANY, Acts.answer(200, listing(object("p/b", 1))));
            try (S3BlobSink sink = builder().build()) {
                try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                    assertThat(front.requests()).isEmpty();
                    assertThat(blobs.findFirst()).isPresent();
                }
                assertThat(front.requests()).hasSize(1);
            }
        }
    }

    @Nested
    class Leftovers {

        private static String upload(String key, String begun) {
            return "<Upload><Key>" + key + "</Key><UploadId>id-of-" + key + "</UploadId><Initiated>" + begun
                    + "</Initiated></Upload>";
        }

        @Test
        void oldUploadsBelowThePrefixAreFoundPageByPage() {
            String first =
                    "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>p/b</NextKeyMarker>"
                            + "<NextUploadIdMarker>m</NextUploadIdMarker>" + upload("p/a", "2026-01-01T00:00:00.000Z")
                            + upload("p/b", "2026-03-01T00:00:00.000Z") + "</ListMultipartUploadsResult>";
            String second = "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
                    + upload("p/Any Name", "2026-01-02T00:00:00.000Z") + upload("q/z", "2026-01-01T00:00:00.000Z")
                    + "</ListMultipartUploadsResult>";
            front.next(1, ANY, Acts.answer(200, first));
            front.always(ANY, Acts.answer(200, second));
            try (S3BlobSink sink = builder().build();
                    Stream<Unfinished> found =
                            sink.facet(Uploads.class).orElseThrow().unfinished(Instant.parse("2026-02-01T00:00:00Z"))) {
                assertThat(found).extracting(Unfinished::key).containsExactly("a", "Any Name");
            }
            assertThat(front.requests().get(1).target())
                    .contains("key-marker=p%2Fb")
                    .contains("upload-id-marker=m");
        }

        @Test
        void anUploadThatIsGoneCanBeAborted() {
            front.always(ANY, Acts.error(404, "NoSuchUpload"));
            try (S3BlobSink sink = builder().build()) {
                sink.facet(Uploads.class).orElseThrow().abort(new Unfinished("a", "id", Instant.EPOCH, 0));
            }
            assertThat(sent(ANY).target()).isEqualTo("/bucket/p/a?uploadId=id");
        }
    }

    @Nested
    class Checks {

        @Test
        void bytesThatAreNotThoseOfTheStoresChecksumAreCorrupted() {
            front.always(ANY, Acts.answer(200, "other bytes", "x-amz-checksum-crc32: AAAAAA==", "ETag: \"1\""));
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> {
                            try (InputStream in = sink.open(KEY, ByteRange.all())) {
                                in.readAllBytes();
                            }
                        })
                        .isInstanceOf(CorruptedException.class)
                        .hasMessageContaining(KEY.text());
            }
        }

        @Test
        void aDigestThatTheStoreKnowsIsTold() {
            Sha256 digest = Sha256.of(new byte[3]);
            front.next(1, ANY, Acts.answer(200, "", "x-amz-checksum-sha256: " + Content.base64(digest)));
            front.next(1, ANY, Acts.answer(200, "", "x-amz-checksum-sha256: " + Content.base64(digest) + "-2"));
            try (S3BlobSink sink = builder().build()) {
                assertThat(sink.stat(KEY).flatMap(StoredBlob::sha256)).contains(digest);
                assertThat(sink.stat(KEY).flatMap(StoredBlob::sha256))
                        .as("of parts")
                        .isEmpty();
            }
        }

        @Test
        void aStoreThatIgnoresARangeIsNotBelieved() {
            front.always(ANY, Acts.answer(200, "0123456789", "ETag: \"1\""));
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.of(3, 2)))
                        .hasMessageContaining("the store sent the whole object");
            }
        }
    }

    @Nested
    class Plans {

        @Test
        void partsGrowSoThatTenThousandHoldMoreThanAnyPack() {
            PartPlan plan = new PartPlan(8 * MIB);
            assertThat(plan.sizeOf(1)).isEqualTo(plan.sizeOf(1_000)).isEqualTo(8 * MIB);
            assertThat(plan.sizeOf(1_001)).isEqualTo(12 * MIB);
            long all = 0;
            for (int number = 1; number <= PartPlan.MOST_PARTS; number++) {
                all += plan.sizeOf(number);
            }
            assertThat(all >> 30).isEqualTo(885);
            assertThatThrownBy(() -> plan.sizeOf(10_001)).isInstanceOf(MisconfiguredException.class);
            assertThat(new PartPlan(PartPlan.LARGEST).sizeOf(10_000)).isEqualTo(PartPlan.LARGEST);
        }

        @Test
        void memoryDoesNotGrowWithTheParts() {
            PartPlan plan = new PartPlan(8 * MIB);
            assertThat(plan.parallel(1, 3)).isEqualTo(3);
            assertThat(plan.parallel(1_001, 3)).isEqualTo(2);
            assertThat(plan.parallel(10_000, 3)).isEqualTo(1);
        }
    }

    @Test
    void noTextOfASinkShowsItsSecret() {
        S3AccessKey key =
                S3AccessKey.temporary("ID", Secret.of("hunter2".toCharArray()), Secret.of("hunter3".toCharArray()));
        try (S3BlobSink sink = builder().credentials(key).build()) {
            List<Object> shown = List.of(key, sink, new KeyRing(S3Credentials.fixed(key)), Optional.of(key));
            assertThat(shown).allSatisfy(thing -> assertThat(thing.toString()).doesNotContain("hunter"));
        }
    }
}
