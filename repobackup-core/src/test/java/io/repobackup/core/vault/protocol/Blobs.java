package io.repobackup.core.vault.protocol;

/**
 * The packs of the model's store. A key is a bit; what a pack holds is three bits of objects, when it was stored is three
 * bits of ticks.
 *
 * @param there the keys that are there
 * @param objects three bits for each key
 * @param stored three bits for each key
 * @param next the next fresh key
 * @param lost the keys that an accident took
 */
record Blobs(int there, long objects, long stored, int next, int lost) {

    static Blobs none() {
        return new Blobs(0, 0, 0, 0, 0);
    }

    /** The same with a key spent. */
    Blobs withNext() {
        return new Blobs(there, objects, stored, next + 1, lost);
    }

    /** Stores a pack under a key, unless there is one. */
    Blobs put(int key, int held, int now) {
        if ((there & 1 << key) != 0) {
            return this;
        }
        return new Blobs(
                there | 1 << key,
                objects & ~(7L << 3 * key) | (long) held << 3 * key,
                stored & ~(7L << 3 * key) | (long) now << 3 * key,
                Math.max(next, key + 1),
                lost);
    }

    Blobs remove(int keys) {
        return new Blobs(there & ~keys, objects, stored, next, lost);
    }

    Blobs loseByAccident(int keys) {
        return new Blobs(there & ~keys, objects, stored, next, lost | keys);
    }

    /** The objects that these packs held when they were stored. */
    int objects(int keys) {
        int all = 0;
        for (int key = 0; keys >> key != 0; key++) {
            if ((keys & 1 << key) != 0) {
                all |= (int) (objects >> 3 * key) & 7;
            }
        }
        return all;
    }

    /** The packs that are older than this. */
    int olderThan(int age, int now) {
        int old = 0;
        for (int key = 0; there >> key != 0; key++) {
            if ((there & 1 << key) != 0 && now - ((int) (stored >> 3 * key) & 7) > age) {
                old |= 1 << key;
            }
        }
        return old;
    }

    void mix(Mixer mixer) {
        mixer.add(there).add(objects).add(stored).add(next).add(lost);
    }

    static String text(int keys) {
        StringBuilder text = new StringBuilder("{");
        for (int key = 0; keys >> key != 0; key++) {
            if ((keys & 1 << key) != 0) {
                text.append(text.length() > 1 ? "," : "").append('p').append(key);
            }
        }
        return text.append('}').toString();
    }
}
