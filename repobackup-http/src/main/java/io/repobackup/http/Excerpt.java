package io.repobackup.http;

import java.util.Locale;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** The beginning of an error document, fit for a message. */
final class Excerpt {

    private static final int LONGEST = 200;

    private Excerpt() {}

    static String of(Answer answer) {
        if (!isText(answer.response().body().contentType())) {
            return "";
        }
        String text = Redaction.text(answer.text());
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static boolean isText(@Nullable MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.subtype().toLowerCase(Locale.ROOT);
        return type.type().equals("text") || subtype.endsWith("json") || subtype.endsWith("xml");
    }
}
