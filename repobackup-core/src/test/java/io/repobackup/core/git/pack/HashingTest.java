package io.repobackup.core.git.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.refs.ObjectFormat;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashingTest {

    /** The beginning of both documents of <a href="https://shattered.io">shattered.io</a>, up to where they are alike. */
    private static final byte[] SHATTERED = HexFormat.of()
            .parseHex("255044462d312e330a25e2e3cfd30a0a0a312030206f626a0a3c3c2f57696474682032203020522f"
                    + "4865696768742033203020522f547970652034203020522f537562747970652035203020522f4669"
                    + "6c7465722036203020522f436f6c6f7253706163652037203020522f4c656e677468203820302052"
                    + "2f42697473506572436f6d706f6e656e7420383e3e0a73747265616d0affd8fffe00245348412d31"
                    + "20697320646561642121212121852fec092339759c39b1a1c63c4c97e1fffe017346dc9166b67e11"
                    + "8f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de218f86db3a90901d5df45c14f26fedfb3"
                    + "dc38e96ac22fe7bd728f0e45bce046d23c570feb141398bb552ef5a0a82be331fea48037b8b5d71f"
                    + "0e332edf93ac3500eb4ddc0decc1a864790c782c76215660dd309791d06bd0af3f98cda4bc4629b1");

    @Test
    void idsAreThoseOfGit(@TempDir Path directory) throws DataFormatException {
        NativeGit git = NativeGit.in(directory);
        for (int length : new int[] {0, 1, 9, 10, 99, 100, 12_345}) {
            byte[] content = "x".repeat(length).getBytes(US_ASCII);
            String expected = new String(git.feed(content, "hash-object", "--stdin"), US_ASCII).strip();

            for (Hashing hashing :
                    new Hashing[] {Hashing.of(ObjectFormat.SHA1), Hashing.detectingCollisions(ObjectFormat.SHA1)}) {
                assertThat(HexFormat.of().formatHex(hashing.id(ObjectKind.BLOB, content, length)))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatWasMadeToCollideIsRefusedWhereThatIsLookedFor() throws DataFormatException {
        Hashing plain = Hashing.of(ObjectFormat.SHA1);
        plain.update(SHATTERED, SHATTERED.length);
        assertThat(HexFormat.of().formatHex(plain.finish())).isEqualTo("f92d74e3874587aaf443d1db961d4e26dde13e9c");

        Hashing detecting = Hashing.detectingCollisions(ObjectFormat.SHA1);
        detecting.update(SHATTERED, SHATTERED.length);
        assertThatThrownBy(detecting::finish)
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("the same SHA-1");

        byte[] next = "next".getBytes(US_ASCII);
        assertThat(detecting.id(ObjectKind.TAG, next, next.length))
                .isEqualTo(plain.id(ObjectKind.TAG, next, next.length));
    }
}
