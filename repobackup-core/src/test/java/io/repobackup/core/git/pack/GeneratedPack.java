package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pack of random objects in random families: chains, stars and bushes of deltas, on places and on ids, some before their
 * base; trees whose entries were copied whole, in parts and across each other. It knows what is in it from making it, not from
 * reading it.
 */
final class GeneratedPack {

    private static final int ID = 20;

    private final Random random;
    private final List<Made> objects = new ArrayList<>();
    private final List<Made> written = new ArrayList<>();

    private record Made(
            ObjectKind kind,
            byte[] content,
            ObjectId id,
            @Nullable Made base,
            byte[] delta) {}

    /** A pack of up to so many objects, some of which may be in it twice. */
    static GeneratedPack of(long seed, int most) {
        return new GeneratedPack(seed, most, false);
    }

    /** A pack of up to so many different objects: git refuses bases that are there twice. */
    static GeneratedPack ofDifferent(long seed, int most) {
        return new GeneratedPack(seed, most, true);
    }

    private GeneratedPack(long seed, int most, boolean different) {
        this.random = new Random(seed);
        int count = 1 + random.nextInt(most);
        boolean chains = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            Made base = objects.isEmpty() || random.nextInt(8) == 0 ? null : objects.get(choose(chains));
            Made made = base == null ? fresh() : on(base);
            if (!different || objects.stream().noneMatch(known -> known.id.equals(made.id))) {
                objects.add(made);
            }
        }
    }

    /** The ids of all objects. */
    Set<ObjectId> ids() {
        Set<ObjectId> ids = new TreeSet<>();
        objects.forEach(object -> ids.add(object.id));
        return ids;
    }

    /** The ids that are named and not in it. */
    Set<ObjectId> external() {
        Set<ObjectId> named = new TreeSet<>();
        for (Made object : objects) {
            switch (object.kind) {
                case TREE -> addNamedByTree(object.content, named);
                case COMMIT -> addNamedByCommit(object.content, named);
                default -> {}
            }
        }
        named.removeAll(ids());
        return named;
    }

    /** The bytes of the pack. */
    byte[] bytes() {
        CraftedPack pack = new CraftedPack(objects.size());
        int[] offsets = new int[objects.size()];
        List<Made> order = new ArrayList<>(objects);
        boolean shuffled = random.nextInt(3) == 0;
        if (shuffled) {
            java.util.Collections.shuffle(order, random);
        }
        for (Made object : order) {
            offsets[written.size()] = pack.size();
            int base = object.base == null ? -1 : written.indexOf(object.base);
            if (object.base == null) {
                pack.whole(object.kind, object.content);
            } else if (base >= 0 && random.nextInt(6) > 0) {
                pack.onOffset(pack.size() - offsets[base], object.delta);
            } else {
                pack.onId(object.base.id, object.delta);
            }
            written.add(object);
        }
        return pack.bytes();
    }

    private int choose(boolean chains) {
        return chains ? Math.max(0, objects.size() - 1 - random.nextInt(3)) : random.nextInt(objects.size());
    }

    private Made fresh() {
        ObjectKind kind = ObjectKind.values()[random.nextInt(3)];
        byte[] content = switch (kind) {
            case TREE -> tree();
            case COMMIT -> commit();
            default -> noise(random.nextInt(3000));
        };
        return made(kind, content, null, new byte[0]);
    }

    private Made on(Made base) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream instructions = new ByteArrayOutputStream();
        byte[] from = base.content;
        int parts = 1 + random.nextInt(6);
        int[] cuts = cuts(base, parts);
        for (int i = 0; i < parts; i++) {
            if (cuts[i + 1] > cuts[i] && random.nextInt(12) > 0) {
                copy(from, cuts[i], cuts[i + 1] - cuts[i], result, instructions);
            }
            if (random.nextInt(3) == 0) {
                insert(base.kind == ObjectKind.TREE ? entry() : noise(1 + random.nextInt(60)), result, instructions);
            }
            if (from.length > 0 && random.nextInt(9) == 0) {
                int start = random.nextInt(from.length);
                copy(from, start, 1 + random.nextInt(from.length - start), result, instructions);
            }
        }
        if (result.size() == 0) {
            insert(noise(3), result, instructions);
        }
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        CraftedPack.size(delta, from.length);
        CraftedPack.size(delta, result.size());
        delta.writeBytes(instructions.toByteArray());
        return made(base.kind, result.toByteArray(), base, delta.toByteArray());
    }

    /** Where the base is cut: anywhere, or between the entries of a tree. */
    private int[] cuts(Made base, int parts) {
        int[] cuts = new int[parts + 1];
        List<Integer> starts = base.kind == ObjectKind.TREE && random.nextInt(4) > 0 ? starts(base.content) : List.of();
        for (int i = 1; i < parts; i++) {
            cuts[i] = starts.isEmpty()
                    ? random.nextInt(base.content.length + 1)
                    : starts.get(random.nextInt(starts.size()));
        }
        cuts[parts] = base.content.length;
        Arrays.sort(cuts);
        return cuts;
    }

    private static void copy(
            byte[] from, int start, int length, ByteArrayOutputStream result, ByteArrayOutputStream instructions) {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, 0xffff);
            int at = start + done;
            instructions.writeBytes(new byte[] {
                (byte) 0xbf,
                (byte) at,
                (byte) (at >> 8),
                (byte) (at >> 16),
                (byte) (at >> 24),
                (byte) part,
                (byte) (part >> 8)
            });
            result.write(from, at, part);
            done += part;
        }
    }

    private static void insert(byte[] bytes, ByteArrayOutputStream result, ByteArrayOutputStream instructions) {
        instructions.write(bytes.length);
        instructions.writeBytes(bytes);
        result.writeBytes(bytes);
    }

    private byte[] tree() {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        int entries = random.nextInt(40);
        for (int i = 0; i < entries; i++) {
            tree.writeBytes(entry());
        }
        return tree.toByteArray();
    }

    private byte[] entry() {
        String[] modes = {"100644", "40000", "160000", "120000"};
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes((modes[random.nextInt(4)] + " file" + random.nextInt(1000) + "\0")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        entry.writeBytes(random.nextInt(5) == 0 ? new byte[ID] : noise(ID));
        return entry.toByteArray();
    }

    private byte[] commit() {
        return ("tree " + HexFormat.of().formatHex(noise(ID)) + "\nparent "
                        + HexFormat.of().formatHex(noise(ID)) + "\nauthor a\n\nmessage " + random.nextInt())
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static Made made(ObjectKind kind, byte[] content, @Nullable Made base, byte[] delta) {
        MessageDigest digest = Hashing.digest(ObjectFormat.SHA1);
        digest.update((kind.word() + " " + content.length + "\0").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return new Made(kind, content, ObjectId.of(digest.digest(content)), base, delta);
    }

    private static List<Integer> starts(byte[] tree) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < tree.length; ) {
            starts.add(at);
            while (at < tree.length && tree[at] != ' ') {
                at++;
            }
            while (at < tree.length && tree[at] != 0) {
                at++;
            }
            at += 1 + ID;
        }
        starts.removeIf(start -> start > tree.length);
        return starts;
    }

    private static void addNamedByTree(byte[] tree, Set<ObjectId> named) {
        int at = 0;
        while (at < tree.length) {
            int mode = 0;
            while (at < tree.length && tree[at] != ' ') {
                mode = mode * 8 + (tree[at++] & 7);
            }
            while (at < tree.length && tree[at] != 0) {
                at++;
            }
            if (at + 1 + ID > tree.length) {
                return;
            }
            if ((mode & 0170000) != 0160000) {
                named.add(ObjectId.of(Arrays.copyOfRange(tree, at + 1, at + 1 + ID)));
            }
            at += 1 + ID;
        }
    }

    private static void addNamedByCommit(byte[] commit, Set<ObjectId> named) {
        String text = new String(commit, java.nio.charset.StandardCharsets.ISO_8859_1);
        java.util.regex.Matcher tree =
                java.util.regex.Pattern.compile("tree ([0-9a-fA-F]{40})\n").matcher(text);
        if (!tree.lookingAt()) {
            return;
        }
        named.add(new ObjectId(tree.group(1).toLowerCase(java.util.Locale.ROOT)));
        java.util.regex.Matcher parent =
                java.util.regex.Pattern.compile("\\Gparent ([0-9a-fA-F]{40})\n").matcher(text);
        for (int at = tree.end(); parent.find(at) && parent.start() == at; at = parent.end()) {
            named.add(new ObjectId(parent.group(1).toLowerCase(java.util.Locale.ROOT)));
        }
    }
}
