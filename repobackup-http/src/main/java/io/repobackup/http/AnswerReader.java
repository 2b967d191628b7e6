package io.repobackup.http;

import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJsonArray;
import java.util.List;

/**
 * Makes something of an answer that is read whole. What it finds unusable, such as JSON that is cut short or a page of
 * HTML, counts as an attempt that failed, and the request is tried again as after a connection that broke.
 *
 * <p><i>Thread-safe.</i>
 *
 * @param <T> what it makes
 * @see HttpClient#read(HttpRequest, AnswerReader)
 */
@FunctionalInterface
public interface AnswerReader<T> {

    /**
     * Reads the answer, which the caller closes. Called once for each attempt.
     *
     * @throws io.repobackup.api.failure.UnavailableException when the answer is not what it should be, and another
     *     attempt may help; {@link HttpResponse#limited} and {@link HttpResponse#tooMuch} say more than that
     */
    T read(HttpResponse answer);

    /** The bytes as they are, at most so many. */
    static AnswerReader<byte[]> bytes(long limit) {
        return answer -> answer.bodyUpTo(limit);
    }

    /** A JSON document of at most so many bytes. */
    static AnswerReader<JsonValue> json(long limit) {
        return answer -> JsonValue.parse(answer.textUpTo(limit));
    }

    /** The elements of a JSON array of at most so many bytes, each as it was sent. */
    static AnswerReader<List<byte[]>> jsonArray(long limit) {
        return answer -> RawJsonArray.split(answer.textUpTo(limit));
    }
}
