package io.repobackup.http;

import java.util.Locale;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** The beginning of an error document, fit for a message. */
final class Excerpt {

    private Excerpt() {}

    /** At most 200 characters; empty when the document is no text. */
    static String of(Answer answer) {
        return isText(answer.response().body().contentType()) ? Redaction.brief(answer.text()) : "";
    }

    private static boolean isText(@Nullable MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.subtype().toLowerCase(Locale.ROOT);
        return type.type().equals("text") || subtype.endsWith("json") || subtype.endsWith("xml");
    }
}
