package io.repobackup.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a refusal says would be needed, in the host's own words: the {@code scope} of <a
 * href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750</a>, and the <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions-errors">headers
 * of GitHub</a> for permissions, scopes and single sign-on.
 */
final class MissingPermission {

    private static final Pattern SCOPE = Pattern.compile(
            "error=\"?insufficient_scope\"?.*scope=\"([^\"]*)\"|scope=\"([^\"]*)\".*error=\"?insufficient_scope\"?");

    private static final Pattern ADDRESS = Pattern.compile("url=(https?://[^?#;,\\s]+)");

    private MissingPermission() {}

    /** Empty when the host does not say. */
    static Optional<String> in(Answer answer) {
        return Stream.of(
                        header(answer, "X-GitHub-SSO")
                                .filter(MissingPermission::isRequired)
                                .map(MissingPermission::singleSignOn),
                        header(answer, "X-Accepted-GitHub-Permissions"),
                        scope(answer),
                        header(answer, "X-Accepted-OAuth-Scopes").map(scopes -> "one of the scopes " + scopes))
                .flatMap(Optional::stream)
                .map(Redaction::brief)
                .findFirst();
    }

    private static boolean isRequired(String sso) {
        return sso.toLowerCase(Locale.ROOT).startsWith("required");
    }

    /** The address lasts without its query, which is good for an hour, and for one user. */
    private static String singleSignOn(String sso) {
        Matcher address = ADDRESS.matcher(sso);
        return "single sign-on" + (address.find() ? " at " + address.group(1) : "");
    }

    private static Optional<String> scope(Answer answer) {
        return header(answer, "WWW-Authenticate")
                .map(SCOPE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(scope -> "the scope " + scope);
    }

    private static Optional<String> header(Answer answer, String name) {
        return answer.header(name).map(answer::withoutSecrets).filter(Predicate.not(String::isBlank));
    }
}
