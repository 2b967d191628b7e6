package io.repobackup.core.vault.protocol;

/** A 64-bit fingerprint of a state: two states that share one are taken for the same. */
final class Mixer {

    private long hash = 0x243F6A8885A308D3L;

    Mixer add(long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        hash *= 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 32;
        return this;
    }

    Mixer add(boolean value) {
        return add(value ? 1 : 2);
    }

    long hash() {
        return hash;
    }
}
