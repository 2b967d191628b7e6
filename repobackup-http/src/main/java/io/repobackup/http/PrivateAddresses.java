package io.repobackup.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that are not of the public Internet: this machine, its link, its site, and what is reserved. See the
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">special-purpose registries</a>.
 */
final class PrivateAddresses {

    private static final List<Block> V4 = List.of(
            Block.of(0, 0, 8),
            Block.of(10, 0, 8),
            Block.of(100, 64, 10),
            Block.of(127, 0, 8),
            Block.of(169, 254, 16),
            Block.of(172, 16, 12),
            Block.of(192, 168, 16),
            Block.of(198, 18, 15),
            Block.of(224, 0, 3));

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] UNSPECIFIED = new byte[12];

    /** Translation within a site, what is thrown away, tunnels of Teredo, and examples: the first 48, 64, 32 and 32 bits. */
    private static final List<byte[]> V6 = List.of(
            new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 1},
            new byte[] {1, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {0x20, 1, 0, 0},
            new byte[] {0x20, 1, 0x0d, (byte) 0xb8});

    private PrivateAddresses() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? contains6(address, bytes) : contains4(bytes);
    }

    private static boolean contains4(byte[] bytes) {
        int value = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        boolean protocolAssignments = value == (192 << 8) && bytes[2] == 0;
        return protocolAssignments || V4.stream().anyMatch(block -> block.contains(value));
    }

    private static boolean contains6(InetAddress address, byte[] bytes) {
        if (Arrays.equals(bytes, 0, 12, NAT64, 0, 12)) {
            return contains4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return contains4(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        boolean lowest = Arrays.equals(bytes, 0, 12, UNSPECIFIED, 0, 12);
        return uniqueLocal
                || lowest
                || V6.stream().anyMatch(block -> Arrays.equals(bytes, 0, block.length, block, 0, block.length))
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    /** Addresses whose first 16 bits begin like these. */
    private record Block(int prefix, int bits) {

        static Block of(int first, int second, int bits) {
            return new Block(first << 8 | second, bits);
        }

        boolean contains(int value) {
            int shift = 16 - bits;
            return value >>> shift == prefix >>> shift;
        }
    }
}
