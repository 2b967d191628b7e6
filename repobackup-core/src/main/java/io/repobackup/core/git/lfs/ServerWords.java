package io.repobackup.core.git.lfs;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a server says to explain a refusal, fit for a message. */
final class ServerWords {

    private static final int LONGEST_DOCUMENT = 64 << 10;
    private static final int LONGEST = 200;

    /** GitHub says «This repository is over its data quota», and others speak of bandwidth. */
    private static final Pattern QUOTA = Pattern.compile("quota|bandwidth|storage limit", Pattern.CASE_INSENSITIVE);

    private ServerWords() {}

    /** The words of the document, and the status. */
    static String of(HttpResponse answer) {
        String document;
        try {
            document = new String(answer.bodyUpTo(LONGEST_DOCUMENT), StandardCharsets.UTF_8);
        } catch (UnavailableException e) {
            document = "";
        }
        return "«" + brief(answer, message(document)) + "» (" + answer.status() + ")";
    }

    static boolean tellOfQuota(String words) {
        return QUOTA.matcher(words).find();
    }

    /** A text in one line, without what was secret in the request. */
    static String brief(HttpResponse answer, String text) {
        String line =
                answer.withoutSecrets(text).replaceAll("\\p{Cntrl}+|\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String message(String document) {
        try {
            return JsonValue.parse(document.getBytes(StandardCharsets.UTF_8))
                    .find("message")
                    .filter(JsonValue::isText)
                    .map(JsonValue::text)
                    .orElse(document);
        } catch (UnavailableException e) {
            return document;
        }
    }
}
