package io.repobackup.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What may be shown of addresses, headers and answers. */
final class Redaction {

    private static final String HIDDEN = "***";
    private static final Pattern SECRET_NAME = Pattern.compile(
            "token|secret|passw|passphrase|credential|signature|^sig$|auth|cookie|session|jwt|key|^code$|^pwd$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNPARSED = Pattern.compile("//[^/?#]*@|[?#].*", Pattern.DOTALL);

    private Redaction() {}

    /** Whether a header or query parameter of this name may hold a secret. */
    static boolean looksSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** An address without user, fragment, and the values of its query that look like secrets. */
    static String url(HttpUrl url) {
        HttpUrl.Builder shown = url.newBuilder().username("").password("").fragment(null);
        for (String name : url.queryParameterNames()) {
            if (looksSecret(name)) {
                shown.setQueryParameter(name, HIDDEN);
            }
        }
        return shown.build().toString();
    }

    /** The same for an address that may be anything. */
    static String url(URI url) {
        HttpUrl parsed = HttpUrl.parse(url.toString());
        return parsed != null
                ? url(parsed)
                : text(UNPARSED.matcher(url.toString())
                        .replaceAll(match -> match.group().startsWith("//") ? "//" : ""));
    }

    /** Text on one line, without control characters. */
    static String text(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s\\u2028\\u2029]+", " ").strip();
    }

    /** The text without the secrets of the {@code Authorization} header that was sent. */
    static String without(@Nullable String authorization, String text) {
        if (authorization == null) {
            return text;
        }
        String sent = authorization.substring(authorization.indexOf(' ') + 1);
        String shown = hide(text, sent);
        return authorization.startsWith("Basic ") ? hide(shown, password(sent)) : shown;
    }

    private static String password(String basic) {
        String decoded = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        return decoded.substring(decoded.indexOf(':') + 1);
    }

    private static String hide(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    }
}
