package io.repobackup.core.git.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerParserTest {

    private static final String OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + OID + "\nsize 12345\n";

    @Test
    void aPointerSaysDigestAndSize() {
        assertThat(parse(POINTER)).contains(new LfsPointer(new Sha256(OID), 12345));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version https://hawser.github.com/spec/v1\noid sha256:%s\nsize 12345\n",
                "version http://git-media.io/v/2\noid sha256:%s\nsize 12345\n",
                "version https://git-lfs.github.com/spec/v1\r\noid sha256:%s\r\nsize 12345\r\n",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n\n",
                "version https://git-lfs.github.com/spec/v1\next-0-foo sha256:%1$s\next-1-a.b sha256:%1$s\noid sha256:%1$s\nsize 12345\n",
            })
    void whateverGitLfsReadsIsAPointer(String text) {
        assertThat(parse(String.format(text, OID))).contains(new LfsPointer(new Sha256(OID), 12345));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "version http",
                "version https://git-lfs.github.com/spec/v2\noid sha256:%s\nsize 12345\n",
                "version https://git-lfs.github.com/spec/v1\nsize 12345\noid sha256:%s\n",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize -1\n",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 9999999999999999999999\n",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s0\nsize 1\n",
                "version https://git-lfs.github.com/spec/v1\noid md5:%s\nsize 1\n",
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1\nmore\n",
                " version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1\n",
            })
    void anythingElseIsNone(String text) {
        assertThat(parse(String.format(text, OID))).isEmpty();
    }

    @Test
    void aLongFileIsNone() {
        assertThat(parse(POINTER + "\n".repeat(1024 - POINTER.length()))).isEmpty();
        assertThat(parse(POINTER + "\n".repeat(1023 - POINTER.length()))).isPresent();
    }

    private static Optional<LfsPointer> parse(String text) {
        byte[] content = text.getBytes(UTF_8);
        return PointerParser.parse(content, content.length);
    }
}
