package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Decides which calls of an operation are spoiled. Some triggers count, so each belongs to one injection.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface Trigger {

    /**
     * Whether this call is spoiled; asked once for each call of the operation.
     *
     * @param key what the call is about: the key as text, the folder of a listing, or nothing for a listing of all
     */
    boolean fires(String key);

    /** Every call. */
    static Trigger always() {
        return key -> true;
    }

    /** Calls about keys below this folder. */
    static Trigger under(BlobKey folder) {
        return key -> key.startsWith(folder.text() + "/");
    }

    /** Calls about keys whose text matches. */
    static Trigger matching(Predicate<String> keys) {
        return keys::test;
    }

    /**
     * A share of the calls, chosen by chance: the same calls for the same seed, as long as they come in the same order.
     *
     * @param share between 0 for none and 1 for all
     */
    static Trigger seeded(long seed, double share) {
        Random random = new Random(seed);
        return key -> random.nextDouble() < share;
    }

    /** Only the first of these calls. */
    default Trigger once() {
        return nth(1);
    }

    /** Only one of these calls, counted from 1. */
    default Trigger nth(long number) {
        AtomicLong seen = new AtomicLong();
        return key -> fires(key) && seen.incrementAndGet() == number;
    }

    /** These calls from this one on, counted from 1. */
    default Trigger from(long number) {
        AtomicLong seen = new AtomicLong();
        return key -> fires(key) && seen.incrementAndGet() >= number;
    }
}
