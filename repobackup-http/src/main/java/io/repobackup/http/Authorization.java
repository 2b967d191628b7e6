package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.nio.charset.StandardCharsets;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The header that shows credentials, as in <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a> and
 * <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>.
 */
final class Authorization {

    private Authorization() {}

    static Request on(Request request, Credentials credentials, String identity) {
        String value = value(credentials, identity);
        return value == null
                ? request
                : request.newBuilder().header("Authorization", value).build();
    }

    static @Nullable String value(Credentials credentials, String identity) {
        if (credentials instanceof Credentials.Basic basic) {
            return okhttp3.Credentials.basic(basic.user(), text(basic.password()), StandardCharsets.UTF_8);
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            return "Bearer " + printable(text(bearer.token()), identity);
        }
        return null;
    }

    private static String text(Secret secret) {
        return new String(secret.reveal());
    }

    private static String printable(String token, String identity) {
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new MisconfiguredException(
                    "The token of '" + identity + "' is empty or holds a space, a line break or"
                            + " a character that is not ASCII, so that no request can carry it; supply the token alone");
        }
        return token;
    }
}
