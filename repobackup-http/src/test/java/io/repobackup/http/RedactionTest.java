package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "PRIVATE-TOKEN",
                "X-Api-Key",
                "X-Auth",
                "access_token",
                "client_secret",
                "password",
                "sig",
                "X-Amz-Signature",
                "X-Amz-Credential",
                "X-Amz-Security-Token",
                "AWSAccessKeyId",
                "code",
                "jwt",
                "sessionid",
                "oauth_nonce"
            })
    void namesOfSecretsAreKnown(String name) {
        assertThat(Redaction.looksSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept", "Content-Type", "Git-Protocol", "If-None-Match", "Range", "User-Agent", "page", "per_page",
                "since", "author", "author_id", "state", "service", "design", "codec", "X-GitHub-Api-Version"
            })
    void namesOfOtherThingsAreShown(String name) {
        assertThat(Redaction.looksSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/x?a=1, https://h/x?a=1",
        "https://h/x?token=abc&a=1, https://h/x?a=1&token=***",
        "https://h/x?token=a&token=b, https://h/x?token=***",
        "https://u:p@h:8443/x#frag, https://h:8443/x",
        "ssh://u:p@h/x?token=abc, ssh://h/x",
        "custom:x?token=abc, custom:x"
    })
    void addressesAreShownWithoutSecrets(URI address, String shown) {
        assertThat(Redaction.url(address)).isEqualTo(shown);
    }

    @Test
    void textsAreOnOneLineWithoutWhatTerminalsObey() {
        assertThat(Redaction.brief("a\r\n\tb\u001b[31mc\u202ed")).isEqualTo("a b [31mc d");
    }

    @Property
    void textsAreBounded(@ForAll String text) {
        String shown = Redaction.brief(text);

        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(200);
        assertThat(shown.chars()).noneMatch(Character::isISOControl);
    }
}
