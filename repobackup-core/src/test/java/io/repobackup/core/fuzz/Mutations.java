package io.repobackup.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils inputs: a few changes to one of them, or a splice of two. The same random numbers make the same input. */
final class Mutations {

    private static final int LONGEST = 1 << 17;
    private static final List<String> TOKENS = List.of(
            "0000",
            "0001",
            "0002",
            "0003",
            "0004",
            "ffff",
            "fff0",
            "ERR ",
            "null",
            "-1",
            "1e999",
            "9223372036854775808",
            "9007199254740993",
            "18446744073709551615",
            "[",
            "{\"a\":",
            "\"",
            "\\u0000",
            "\\ud800",
            "%zz",
            "%00",
            "../",
            "/",
            "\u001b[31m",
            "\n",
            "\r",
            "\0",
            " ",
            "^",
            "#",
            "ref: ",
            "refs/heads/",
            "HEAD",
            ".lock",
            "unborn ",
            "symref-target:",
            "peeled:",
            "shallow ",
            "packfile\n",
            "shallow-info\n",
            "tree ",
            "parent ",
            "object ");

    private final Random random;
    private final List<byte[]> inputs;

    Mutations(long seed, List<byte[]> inputs) {
        this.random = new Random(seed);
        this.inputs = inputs;
    }

    byte[] next() {
        byte[] input = any();
        for (int i = random.nextInt(4); i >= 0; i--) {
            input = changed(input);
        }
        return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
    }

    private byte[] any() {
        return inputs.get(random.nextInt(inputs.size())).clone();
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = at + random.nextInt(Math.min(input.length - at, 1 << random.nextInt(10)) + 1);
        return switch (random.nextInt(12)) {
            case 0 -> withBit(input, at);
            case 1 -> withByte(input, at);
            case 2 -> Arrays.copyOf(input, at);
            case 3 -> spliced(input, at, new byte[0], to);
            case 4 -> spliced(input, at, Arrays.copyOfRange(input, at, to), at);
            case 5 -> spliced(input, at, token(), random.nextBoolean() ? at : to);
            case 6 -> spliced(input, at, repeated(), at);
            case 7 -> withNumber(input, at);
            case 8 -> withHexLength(input, at);
            case 9 -> withAsciiNumber(input, at);
            case 10 -> crossed(input, at);
            default -> noise(input, at, to);
        };
    }

    private byte[] withBit(byte[] input, int at) {
        if (at < input.length) {
            input[at] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private byte[] withByte(byte[] input, int at) {
        if (at < input.length) {
            input[at] = (byte) random.nextInt(256);
        }
        return input;
    }

    private byte[] noise(byte[] input, int at, int to) {
        byte[] bytes = new byte[to - at];
        random.nextBytes(bytes);
        return spliced(input, at, bytes, to);
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Deep nesting, long names and long lists. */
    private byte[] repeated() {
        byte[] one = token();
        byte[] many = new byte[one.length * (1 << random.nextInt(12))];
        for (int i = 0; i < many.length; i++) {
            many[i] = one[i % one.length];
        }
        return many;
    }

    /** A field of 4 or 8 bytes with a number at an edge. */
    private byte[] withNumber(byte[] input, int at) {
        int width = random.nextBoolean() ? 4 : 8;
        long number = (1L << random.nextInt(64)) - random.nextInt(3);
        for (int i = 0; i < width && at + i < input.length; i++) {
            input[at + i] = (byte) (number >>> 8 * (width - 1 - i));
        }
        return input;
    }

    /** The length of a pkt-line, at a place where one may be. */
    private byte[] withHexLength(byte[] input, int at) {
        byte[] length = String.format("%04x", random.nextInt(1 << random.nextInt(17)) & 0xffff)
                .getBytes(StandardCharsets.US_ASCII);
        return spliced(input, at, length, Math.min(input.length, at + 4));
    }

    /** Another number in the place of the next one in digits. */
    private byte[] withAsciiNumber(byte[] input, int from) {
        int at = from;
        while (at < input.length && (input[at] < '0' || input[at] > '9')) {
            at++;
        }
        int to = at;
        while (to < input.length && input[to] >= '0' && input[to] <= '9') {
            to++;
        }
        String number = Long.toUnsignedString((1L << random.nextInt(64)) - random.nextInt(2));
        return spliced(input, at, number.getBytes(StandardCharsets.US_ASCII), to);
    }

    private byte[] crossed(byte[] input, int at) {
        byte[] other = any();
        return spliced(
                input, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), input.length);
    }

    private static byte[] spliced(byte[] input, int at, byte[] middle, int to) {
        byte[] result = new byte[at + middle.length + input.length - to];
        System.arraycopy(input, 0, result, 0, at);
        System.arraycopy(middle, 0, result, at, middle.length);
        System.arraycopy(input, to, result, at + middle.length, input.length - to);
        return result;
    }
}
