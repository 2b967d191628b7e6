package io.repobackup.samples.gitea;

import io.repobackup.http.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the issues of a repository. <i>Immutable.</i>
 *
 * @param issues of the list of issues
 * @param comments of the list of comments
 * @param labels the digest of all labels; null before they were put
 */
record IssuesState(
        KindState issues, KindState comments, @Nullable String labels) {

    static IssuesState none() {
        return new IssuesState(KindState.none(), KindState.none(), null);
    }

    static IssuesState from(JsonValue json) {
        return new IssuesState(
                KindState.from(json.at("issues")),
                KindState.from(json.at("comments")),
                json.find("labels").map(JsonValue::text).orElse(null));
    }

    Map<String, ?> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("issues", issues.toJson());
        json.put("comments", comments.toJson());
        json.put("labels", labels);
        return json;
    }

    KindState of(ItemKind kind) {
        return kind == ItemKind.ISSUES ? issues : comments;
    }

    IssuesState with(ItemKind kind, KindState state) {
        return kind == ItemKind.ISSUES
                ? new IssuesState(state, comments, labels)
                : new IssuesState(issues, state, labels);
    }

    IssuesState withLabels(String digest) {
        return new IssuesState(issues, comments, digest);
    }

    /** Whether the next capture, told the other state instead, would do nothing more than it would with this one. */
    boolean isAsGoodAs(IssuesState other) {
        return Objects.equals(labels, other.labels)
                && issues.isAsGoodAs(other.issues)
                && comments.isAsGoodAs(other.comments);
    }
}
