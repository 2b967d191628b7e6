package io.repobackup.core.git.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.pack.ConnectivityTable.Claim;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConnectivityTableTest {

    private static final Random RANDOM = new Random(7);

    @Test
    void everyChoiceIsAnsweredAsTheCheckOfOneChoiceAnswersIt() {
        for (int round = 0; round < 40; round++) {
            List<TreeSet<ObjectId>> named = new ArrayList<>();
            List<TreeSet<ObjectId>> held = new ArrayList<>();
            for (int pack = 0; pack < 5; pack++) {
                named.add(some(3));
                held.add(some(12));
            }
            TreeSet<ObjectId> refs = some(2);
            ConnectivityTable table = new ConnectivityTable(ObjectFormat.SHA1);
            Claim claim = table.claim(refs);
            for (int pack = 0; pack < 5; pack++) {
                table.requireAll(pack, "ext", new ByteArrayInputStream(ext(named.get(pack))));
            }
            for (int pack = 0; pack < 5; pack++) {
                table.offer(pack, "idx", new ByteArrayInputStream(index(held.get(pack))));
            }
            ConnectivityTable.Choices choices = table.choices();
            for (int choice = 0; choice < 32; choice++) {
                BitSet packs = BitSet.valueOf(new long[] {choice});
                ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
                refs.forEach(check::require);
                packs.stream().forEach(pack -> check.requireAll("ext", new ByteArrayInputStream(ext(named.get(pack)))));
                packs.stream().forEach(pack -> check.offer("idx", new ByteArrayInputStream(index(held.get(pack)))));
                List<ObjectId> expected = check.missing(100);
                List<ObjectId> missing = choices.missing(packs, packs, claim);
                assertThat(expected).containsAll(missing);
                assertThat(missing).hasSizeBetween(Math.min(1, expected.size()), 3);
            }
        }
    }

    @Test
    void manyIdsKeepTheirPacks() {
        TreeSet<ObjectId> many = new TreeSet<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(id(i));
        }
        ConnectivityTable table = new ConnectivityTable(ObjectFormat.SHA1);
        Claim nothing = table.claim(List.of());
        table.requireAll(3, "ext", new ByteArrayInputStream(ext(many)));
        table.offer(9, "idx", new ByteArrayInputStream(index(many)));
        BitSet three = BitSet.valueOf(new long[] {1 << 3});
        BitSet nine = BitSet.valueOf(new long[] {1 << 9});
        assertThat(table.choices().missing(three, three, nothing)).hasSize(3);
        assertThat(table.choices().missing(three, nine, nothing)).isEmpty();
        assertThat(table.choices().missing(nine, three, nothing)).isEmpty();
    }

    private static TreeSet<ObjectId> some(int count) {
        TreeSet<ObjectId> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(id(RANDOM.nextInt(30)));
        }
        return ids;
    }

    private static ObjectId id(int number) {
        return new ObjectId(String.format("%040x", number * 1_000_003L));
    }

    private static byte[] ext(TreeSet<ObjectId> ids) {
        return bytes(out -> {
            out.write(ExternalIds.SIGNATURE);
            out.write(20);
            out.writeShort(0);
            out.writeLong(ids.size());
            for (ObjectId id : ids) {
                out.write(id.bytes());
            }
        });
    }

    private static byte[] index(TreeSet<ObjectId> ids) {
        byte[] body = bytes(out -> {
            out.writeInt(IndexWriter.SIGNATURE);
            out.writeInt(IndexWriter.VERSION);
            for (int first = 0; first < 256; first++) {
                int limit = first;
                out.writeInt((int) ids.stream()
                        .filter(id -> (id.bytes()[0] & 0xff) <= limit)
                        .count());
            }
            for (ObjectId id : ids) {
                out.write(id.bytes());
            }
            out.write(new byte[8 * ids.size() + 20]);
        });
        return bytes(out -> {
            out.write(body);
            out.write(sha1(body));
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
