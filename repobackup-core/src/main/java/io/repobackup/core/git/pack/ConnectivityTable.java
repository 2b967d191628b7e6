package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves for many choices of packs what {@link ConnectivityCheck} proves for one: that the chosen packs hold all that
 * their objects and some refs name. Each pack has a number, and its two files are read once, however many choices it is
 * in. First everything is {@linkplain #requireAll required} and {@linkplain #claim claimed}, then the indexes are
 * {@linkplain #offer offered}, then the {@linkplain #choices choices} are asked for.
 *
 * <p>Takes about 50 bytes of memory for each different id that is required.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class ConnectivityTable {

    private final ObjectFormat format;
    private final IdTable required;
    private final PackSets sets = new PackSets();
    private int[] namedBy = new int[256];
    private int[] heldBy = new int[256];

    /** A table of packs with ids of this format. */
    public ConnectivityTable(ObjectFormat format) {
        this.format = format;
        this.required = new IdTable(format.sizeInBytes());
    }

    /**
     * Objects that are required wherever a choice is made together with this claim. <i>Immutable.</i> Good for the table
     * that gave it.
     */
    public static final class Claim {

        private final BitSet slots;

        private Claim(BitSet slots) {
            this.slots = slots;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Claim claim && claim.slots.equals(slots);
        }

        @Override
        public int hashCode() {
            return slots.hashCode();
        }
    }

    /** Notes objects that are required together, such as those that the refs of one moment name. */
    public Claim claim(Collection<ObjectId> ids) {
        BitSet slots = new BitSet();
        for (ObjectId id : ids) {
            if (id.format() != format) {
                throw new IllegalArgumentException("the id " + id + " is not " + format.word());
            }
            slots.set(slot(id.bytes()));
        }
        return new Claim(slots);
    }

    /**
     * Requires the ids of a pack's {@code .ext} file, which is read to its end and not closed.
     *
     * @param pack the number of the pack, 0 or more
     * @param name what to call the file in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no such file
     * @throws io.repobackup.api.failure.UnavailableException when the stream breaks
     */
    public void requireAll(int pack, String name, InputStream ext) {
        new IdFileReader(name, format, ext).readExternal(id -> {
            int slot = slot(id);
            namedBy[slot] = sets.with(namedBy[slot], pack);
        });
    }

    /**
     * Notes what this pack's index lists. The index is read to its end, its checksum compared; it is not closed.
     *
     * @param pack the number of the pack, 0 or more
     * @param name what to call the index in messages
     * @throws io.repobackup.api.failure.CorruptedException when it is no index, version 2
     * @throws io.repobackup.api.failure.UnavailableException when the stream breaks
     */
    public void offer(int pack, String name, InputStream index) {
        new IdFileReader(name, format, index).readIndex(id -> {
            int slot = required.find(id, 0);
            if (slot != IdTable.ABSENT) {
                heldBy[slot] = sets.with(heldBy[slot], pack);
            }
        });
    }

    /** What was required and offered so far, made ready for questions about many choices of packs. */
    public Choices choices() {
        Map<Long, List<Integer>> alike = new HashMap<>();
        for (int slot = 0; slot < required.size(); slot++) {
            if (namedBy[slot] != 0) {
                List<Integer> slots =
                        alike.computeIfAbsent(((long) namedBy[slot] << 32) | heldBy[slot], fresh -> new ArrayList<>());
                if (slots.size() < Choices.EXAMPLES) {
                    slots.add(slot);
                }
            }
        }
        return new Choices(alike);
    }

    /** Questions about choices of packs. <i>Confined to one thread at a time.</i> */
    public final class Choices {

        /** How many missing objects are named at most, of those that the same packs name and hold. */
        public static final int EXAMPLES = 3;

        private final Map<Long, List<Integer>> alike;

        private Choices(Map<Long, List<Integer>> alike) {
            this.alike = alike;
        }

        /**
         * Examples of objects that are required and missing; empty when the choice is connected.
         *
         * @param naming the packs whose required ids count
         * @param holding the packs that may hold them
         * @param claim what is required besides
         */
        public List<ObjectId> missing(BitSet naming, BitSet holding, Claim claim) {
            List<ObjectId> missing = new ArrayList<>();
            alike.forEach((pair, slots) -> {
                if (sets.meets((int) (pair >>> 32), naming) && !sets.meets((int) (long) pair, holding)) {
                    slots.forEach(slot -> missing.add(ObjectId.of(required.id(slot))));
                }
            });
            claim.slots.stream()
                    .filter(slot -> !sets.meets(heldBy[slot], holding))
                    .limit(EXAMPLES)
                    .forEach(slot -> missing.add(ObjectId.of(required.id(slot))));
            return missing.stream().distinct().sorted().limit(EXAMPLES).toList();
        }
    }

    private int slot(byte[] id) {
        int slot = required.intern(id, 0);
        if (slot >= namedBy.length) {
            namedBy = Arrays.copyOf(namedBy, 2 * slot);
            heldBy = Arrays.copyOf(heldBy, 2 * slot);
        }
        return slot;
    }
}
