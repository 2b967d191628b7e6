package io.repobackup.core.git.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that are broken or made to harm end in failures that say so, and leave nothing behind. */
class LyingPackTest {

    private static final byte[] BASE = "some content to build upon".getBytes(US_ASCII);
    private static final ObjectId BASE_ID = CraftedPack.id(ObjectKind.BLOB, BASE);

    @TempDir
    private Path scratch;

    @Nested
    class ThatEndsEarly {

        @Test
        void isUnavailableWhereverItEnds() {
            byte[] pack = small();
            for (int length = 0; length < pack.length; length++) {
                byte[] begun = Arrays.copyOf(pack, length);
                assertThatThrownBy(() -> index(begun))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("ended early")
                        .hasMessageContaining(" of ");
            }
        }

        @Test
        void isUnavailableWhenTheStreamBreaks() {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("connection reset");
                }
            };
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(small(), 40)), broken);

            assertThatThrownBy(() -> PackIndexer.within(limits()).index(description(), in, bytes -> {}))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("broke off")
                    .hasRootCauseMessage("connection reset");
        }

        @Test
        void claimsTwoThousandMillionObjectsInVain() {
            byte[] pack = new CraftedPack(Integer.MAX_VALUE - 64)
                    .whole(ObjectKind.BLOB, BASE)
                    .bytes();

            assertThatThrownBy(() -> index(Arrays.copyOf(pack, pack.length - 20)))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Nested
    class ThatIsNoValidPack {

        @Test
        void isRefusedForItsFirstBytes() {
            assertDamaged("<!DOCTYPE html><html>".getBytes(US_ASCII), "a git pack");
        }

        @Test
        void isRefusedForItsVersion() {
            byte[] pack = small();
            pack[7] = 4;
            assertDamaged(pack, "version 4");
        }

        @Test
        void isRefusedForMoreObjectsThanCanBe() {
            assertDamaged(new CraftedPack(-1).bytes(), "4294967295 objects");
        }

        @Test
        void isRefusedForItsChecksum() {
            byte[] pack = small();
            pack[pack.length - 1] ^= 1;
            assertDamaged(pack, "checksum");
        }

        @Test
        void isRefusedForFewerObjectsThanItHas() {
            byte[] pack = new CraftedPack(1)
                    .whole(ObjectKind.BLOB, BASE)
                    .whole(ObjectKind.BLOB, new byte[100])
                    .bytes();
            assertDamaged(pack, "checksum");
        }

        @Test
        void isRefusedForAnUnknownType() {
            assertDamaged(
                    new CraftedPack(1).entry(5, 3, new byte[0], new byte[3]).bytes(), "unknown type 5");
            assertDamaged(
                    new CraftedPack(1).entry(0, 3, new byte[0], new byte[3]).bytes(), "unknown type 0");
        }

        @Test
        void isRefusedForSizesThatLie() {
            assertDamaged(
                    new CraftedPack(1).entry(3, 99, new byte[0], new byte[100]).bytes(), "more than the 99 bytes");
            assertDamaged(
                    new CraftedPack(1).entry(3, 101, new byte[0], new byte[100]).bytes(), "only 100 of the 101");
        }

        @Test
        void neverFailsOtherwiseForFlippedBits() {
            byte[] pack = small();
            Random random = new Random(7);
            for (int i = 0; i < 3_000; i++) {
                byte[] flipped = pack.clone();
                flipped[random.nextInt(pack.length)] ^= (byte) (1 << random.nextInt(8));
                assertThatThrownBy(() -> index(flipped)).isInstanceOf(RepobackupException.class);
            }
        }

        @Test
        void neverFailsOtherwiseForNoiseBehindAValidHeader() {
            Random random = new Random(8);
            for (int i = 0; i < 2_000; i++) {
                byte[] noise = new byte[200];
                random.nextBytes(noise);
                byte[] pack = new CraftedPack(3)
                        .entry(random.nextInt(8), random.nextInt(300), noise, noise)
                        .bytes();
                assertThatThrownBy(() -> index(pack)).isInstanceOf(RepobackupException.class);
            }
        }
    }

    @Nested
    class WithDeltasThatLie {

        @Test
        void isRefusedForABaseOutsideThePack() {
            byte[] thin = new CraftedPack(1)
                    .onId(BASE_ID, CraftedPack.appending(BASE.length, 'a'))
                    .bytes();
            assertDamaged(thin, BASE_ID.hex());
        }

        @Test
        void isRefusedForBasesThatAreNoEntries() {
            byte[] delta = CraftedPack.appending(BASE.length, 'a');
            for (int distance : new int[] {1, 5, 40, 1000}) {
                CraftedPack pack = new CraftedPack(2).whole(ObjectKind.BLOB, BASE);
                assertDamaged(pack.onOffset(distance, delta).bytes(), "whose base is no entry");
            }
            assertDamaged(new CraftedPack(1).onOffset(0, delta).bytes(), "whose base is no entry");
        }

        @Test
        void isRefusedForACycle() {
            ObjectId a = CraftedPack.id(ObjectKind.BLOB, new byte[] {'a'});
            ObjectId b = CraftedPack.id(ObjectKind.BLOB, new byte[] {'b'});
            byte[] pack = new CraftedPack(3)
                    .onId(a, CraftedPack.appending(1, 'b'))
                    .onId(b, CraftedPack.appending(1, 'a'))
                    .whole(ObjectKind.BLOB, BASE)
                    .bytes();
            assertDamaged(pack, "depends on the delta itself");
        }

        @Test
        void isRefusedForTheWrongSizeOfABase() {
            assertDamaged(onBase(CraftedPack.appending(BASE.length + 1, 'a')), "a delta for a base of");
        }

        @Test
        void isRefusedForCopiesOutOfBounds() {
            assertDamaged(onBase(delta(50, 0x91, 20, 20)), "copies out of bounds");
            assertDamaged(onBase(delta(3, 0x91, 0, 20)), "copies out of bounds");
            assertDamaged(onBase(delta(3, 0xff, 255, 255, 255, 255, 255, 255, 255)), "copies out of bounds");
        }

        @Test
        void isRefusedForInsertionsOutOfBounds() {
            assertDamaged(onBase(delta(1, 2, 'a', 'b')), "inserts out of bounds");
            assertDamaged(onBase(delta(9, 5, 'a')), "inserts out of bounds");
        }

        @Test
        void isRefusedForAReservedInstructionOrAnEndInTheMiddle() {
            assertDamaged(onBase(delta(1, 0, 'a')), "reserved");
            assertDamaged(onBase(delta(900, 0x91)), "in the middle");
            assertDamaged(onBase(delta(9, 1, 'a')), "makes 1 bytes and declares 9");
            assertDamaged(onBase(new byte[0]), "in the middle");
            assertDamaged(onBase(delta(0)), "shorter than any that git reads");
        }
    }

    @Nested
    class BeyondALimit {

        @Test
        void isRefusedForAnObjectThatIsTooLarge() {
            byte[] pack =
                    new CraftedPack(1).whole(ObjectKind.BLOB, new byte[10_000]).bytes();

            assertThatThrownBy(() -> index(pack, limits().withLargestObject(9_999)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("10000 bytes")
                    .hasMessageContaining("raise");
        }

        @Test
        void isRefusedForADeltaThatMakesTooMuch() {
            byte[] bomb = onBase(delta(1_000_000, 1, 'a'));

            assertThatThrownBy(() -> index(bomb, limits().withLargestInMemory(999_999)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("1000000 bytes");
        }

        @Test
        void isRefusedForManyDeltasThatMakeTooMuch() {
            CraftedPack bomb = new CraftedPack(201).whole(ObjectKind.BLOB, BASE);
            for (int i = 0; i < 200; i++) {
                bomb.onId(BASE_ID, CraftedPack.appending(BASE.length, i));
            }

            assertThatThrownBy(() -> index(bomb.bytes(), limits().withLargestTotal(200L * BASE.length + 199)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("the limit of their total");
            assertThat(index(bomb.bytes(), limits().withLargestTotal(200L * BASE.length + 200))
                            .objects())
                    .isEqualTo(201);
        }

        @Test
        void isRefusedForATreeOrABaseTooLargeForMemory() {
            byte[] tree =
                    new CraftedPack(1).whole(ObjectKind.TREE, new byte[1001]).bytes();
            CraftedPack based = new CraftedPack(2).whole(ObjectKind.BLOB, new byte[5000]);
            based.onOffset(based.size() - 12, CraftedPack.appending(5000, 'a'));

            for (byte[] pack : new byte[][] {tree, based.bytes()}) {
                assertThatThrownBy(() -> index(pack, limits().withLargestInMemory(1000)))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("more heap");
            }
        }

        @Test
        void isRefusedForLackOfSpaceBeforeAByteIsRead() {
            InputStream untouched = new ByteArrayInputStream(small());
            PackDescription huge = description().sizeInBytes(Long.MAX_VALUE);

            assertThatThrownBy(() -> PackIndexer.within(limits()).index(huge, untouched, bytes -> {}))
                    .isInstanceOf(NoSpaceException.class)
                    .hasMessageContaining(scratch.toString());
            assertThat(untouched).hasBinaryContent(small());
        }

        @Test
        void isRefusedWithoutAScratchDirectory() {
            PackLimits nowhere = PackLimits.scratch(scratch.resolve("missing")).withMemoryThreshold(0);

            assertThatThrownBy(() -> index(small(), nowhere)).isInstanceOf(MisconfiguredException.class);
        }
    }

    @Nested
    class WhileBeingRead {

        @Test
        void passesOnWhatTheConsumerThrowsAndRemovesTheScratchFile() throws IOException {
            IllegalStateException own = new IllegalStateException("upload failed");

            assertThatThrownBy(() -> PackIndexer.within(limits().withMemoryThreshold(0))
                            .index(description(), new ByteArrayInputStream(small()), bytes -> {
                                throw own;
                            }))
                    .isSameAs(own);
            try (var left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void isCancelledByAnInterrupt() throws IOException {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> index(small())).isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> index(small(), limits().withMemoryThreshold(0)))
                        .isInstanceOf(CancelledException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            try (var left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
        }
    }

    /** One whole blob and a delta on it each way. */
    private static byte[] small() {
        CraftedPack pack = new CraftedPack(3).whole(ObjectKind.BLOB, BASE);
        pack.onOffset(pack.size() - 12, CraftedPack.appending(BASE.length, 'a'));
        return pack.onId(BASE_ID, CraftedPack.appending(BASE.length, 'b')).bytes();
    }

    private static byte[] onBase(byte[] delta) {
        CraftedPack pack = new CraftedPack(2).whole(ObjectKind.BLOB, BASE);
        return pack.onOffset(pack.size() - 12, delta).bytes();
    }

    /** A delta for the base that declares this result, and these instructions. */
    private static byte[] delta(int resultSize, int... instructions) {
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        CraftedPack.size(delta, BASE.length);
        CraftedPack.size(delta, resultSize);
        Arrays.stream(instructions).forEach(delta::write);
        return delta.toByteArray();
    }

    private void assertDamaged(byte[] pack, String because) {
        assertThatThrownBy(() -> index(pack))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("the test pack")
                .hasMessageContaining(because);
    }

    private IndexedPack index(byte[] pack) {
        return index(pack, limits());
    }

    private IndexedPack index(byte[] pack, PackLimits limits) {
        return PackIndexer.within(limits).index(description(), new ByteArrayInputStream(pack), bytes -> {});
    }

    private PackLimits limits() {
        return PackLimits.scratch(scratch).withThreads(3).withDeltasWorthAThread(1);
    }

    private static PackDescription description() {
        return PackDescription.of("the test pack", ObjectFormat.SHA1);
    }
}
