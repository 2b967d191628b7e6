package io.repobackup.http;

import java.net.URI;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** What may be shown of addresses and texts. */
final class Redaction {

    static final String HIDDEN = "***";

    private static final int LONGEST = 200;
    private static final Pattern SECRET_NAME = Pattern.compile(
            "token|secret|passw|passphrase|credential|signature|^sig$|authori[sz]|authent|oauth|\\bauth\\b|cookie|session|jwt|key|^code$|^pwd$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\s\\u2028\\u2029]+");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");
    private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#].*", Pattern.DOTALL);

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
        if (parsed != null) {
            return url(parsed);
        }
        String anonymous = USER_INFO.matcher(url.toString()).replaceFirst("//");
        return brief(QUERY_OR_FRAGMENT.matcher(anonymous).replaceFirst(""));
    }

    /** The beginning of a text on one line, without control characters. */
    static String brief(String text) {
        String line = UNSHOWN.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
