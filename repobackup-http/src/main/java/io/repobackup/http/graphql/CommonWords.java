package io.repobackup.http.graphql;

import java.util.regex.Pattern;

/** Words for errors that hosts share. */
final class CommonWords {

    private static final Pattern LIMITED = Pattern.compile("RATE_?LIMIT(ED)?|THROTTLED", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIMITED_MESSAGE =
            Pattern.compile("rate.?limit|abuse detection", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOO_MUCH = Pattern.compile(
            "RESOURCE_LIMITS_EXCEEDED|MAX_NODE_LIMIT_EXCEEDED|EXCESSIVE_PAGINATION|TIMEOUT", Pattern.CASE_INSENSITIVE);

    private CommonWords() {}

    static GraphQlWords.Meaning meaning(GraphQlError error) {
        if (LIMITED.matcher(error.type()).matches()
                || (error.path().isEmpty()
                        && LIMITED_MESSAGE.matcher(error.message()).find())) {
            return GraphQlWords.Meaning.LIMITED;
        }
        return TOO_MUCH.matcher(error.type()).matches() ? GraphQlWords.Meaning.TOO_MUCH : GraphQlWords.Meaning.ANSWER;
    }
}
