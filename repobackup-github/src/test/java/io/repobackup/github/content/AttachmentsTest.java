package io.repobackup.github.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.github.host.GitHubHost;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {

    private static List<String> in(String text) {
        return Attachments.of(GitHubHost.dotCom()).in(text).stream()
                .map(ContentRef::from)
                .map(URI::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/user-attachments/assets/0b1c-2d",
                "https://github.com/user-attachments/files/123/report.pdf",
                "https://github.com/acme/tools/assets/42/0b1c-2d",
                "https://github.com/acme/tools/files/123/report.pdf",
                "https://user-images.githubusercontent.com/42/1234-ab.png"
            })
    void whatTheHostPutsIntoTextsIsFound(String address) {
        assertThat(in("see ![log](" + address + ") and <img src=\"" + address + "\">"))
                .containsExactly(address);
        assertThat(in(address + ".")).containsExactly(address);
        assertThat(in("(" + address + "?raw=1#x), ")).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://private-user-images.githubusercontent.com/42/1.png?jwt=secret",
                "https://github.com/acme/tools/issues/1",
                "https://github.com/acme/tools/blob/main/assets/a.png",
                "https://evil.example/user-attachments/assets/0b1c",
                "https://github.com.evil.example/user-attachments/assets/0b1c",
                "https://github.com@evil.example/user-attachments/assets/0b1c",
                "https://x:y@github.com/user-attachments/assets/0b1c",
                "ftp://github.com/user-attachments/assets/0b1c",
                "https://%zz/",
                "https://user-images.githubusercontent.com/"
            })
    void whatIsNoAttachmentIsLeftAlone(String address) {
        assertThat(in("see " + address)).isEmpty();
    }

    @Test
    void anEnterpriseServerHasItsOwnAddresses() {
        Attachments attachments = Attachments.of(GitHubHost.at(URI.create("https://git.example:8443")));
        assertThat(
                        attachments.in(
                                "https://git.example:8443/assets/1/2 https://media.git.example:8443/user/7/files/u"
                                        + " https://git.example:8443/storage/user/7/files/u https://github.com/user-attachments/assets/1"))
                .extracting(ContentRef::id)
                .containsExactly(
                        "git.example:8443/assets/1/2",
                        "media.git.example:8443/user/7/files/u",
                        "git.example:8443/storage/user/7/files/u");
    }

    @Test
    void aLongAddressHasAShortId() {
        String address = "https://github.com/user-attachments/files/1/" + "x".repeat(300);
        assertThat(Attachments.of(GitHubHost.dotCom()).in(address))
                .singleElement()
                .satisfies(content -> assertThat(content.id()).hasSize(64));
    }

    @Test
    void anyTextIsRead() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("https://github.com/user-attachments/assets/");
            random.ints(40, 0, 0x3000).forEach(text::appendCodePoint);
            assertThat(in(text.toString())).hasSizeLessThanOrEqualTo(1);
        }
    }
}
