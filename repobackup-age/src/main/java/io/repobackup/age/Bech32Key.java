package io.repobackup.age;

import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.bech32.Bech32Address;
import java.util.Optional;

/**
 * 32 bytes as text with a check sum, as age writes keys (BIP 173). What cannot be read is told without a cause, since causes
 * show what they were given.
 */
final class Bech32Key {

    private static final int LENGTH = 32;

    private Bech32Key() {}

    static Optional<byte[]> decode(String prefix, CharSequence text) {
        try {
            Bech32Address address = Bech32.getDecoder().decode(text);
            boolean right =
                    prefix.equalsIgnoreCase(address.getHumanReadablePart().toString())
                            && address.getData().length == LENGTH;
            return right ? Optional.of(address.getData()) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    static CharSequence encode(String prefix, byte[] key) {
        return Bech32.getEncoder().encode(prefix, key);
    }
}
