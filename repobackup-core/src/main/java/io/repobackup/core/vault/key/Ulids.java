package io.repobackup.core.vault.key;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * A source of fresh ids, each greater than the one before from the same source. Even on machines with equal clocks two
 * ids are never equal in practice: 80 bits are random.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Ulids {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int RANDOM_BITS = 80;
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private final Clock clock;
    private final RandomGenerator random;
    private BigInteger last = BigInteger.valueOf(-1);

    /** Ids that carry this clock's time. */
    public Ulids(Clock clock) {
        this(clock, new SecureRandom());
    }

    /** Ids that carry this clock's time and this generator's chance. */
    public Ulids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A fresh id. */
    public synchronized Ulid next() {
        byte[] chance = new byte[RANDOM_BITS / 8];
        random.nextBytes(chance);
        BigInteger candidate = BigInteger.valueOf(Math.min(Math.max(clock.millis(), 0), MAX_MILLIS))
                .shiftLeft(RANDOM_BITS)
                .or(new BigInteger(1, chance));
        last = candidate.compareTo(last) > 0 ? candidate : last.add(BigInteger.ONE);
        return new Ulid(text(last));
    }

    private static String text(BigInteger value) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(DIGITS.charAt(value.shiftRight(5 * i).intValue() & 31));
        }
        return text.toString();
    }
}
