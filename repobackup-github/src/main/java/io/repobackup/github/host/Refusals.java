package io.repobackup.github.host;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GitHub says under the status 200 when it leaves something out or refuses: headers of <a
 * href="https://docs.github.com/en/enterprise-cloud@latest/authentication/authenticating-with-single-sign-on">single
 * sign-on</a>, and errors of GraphQL in which nothing was found at all.
 */
public final class Refusals {

    private static final String SSO = "X-GitHub-SSO";
    private static final Pattern PARTIAL = Pattern.compile("partial-results(?:;\\s*organizations=([0-9,]+))?");
    private static final Pattern ADDRESS = Pattern.compile("url=(https?://[^?#;,\\s]+)");
    private static final Pattern SCOPES = Pattern.compile("following scopes: \\[([^\\]]*)]");

    private Refusals() {}

    /**
     * Refuses a list from which GitHub left out what single sign-on protects: nobody could tell it from a list after
     * deletions.
     */
    static void refusePartial(HttpResponse response) {
        Matcher partial = PARTIAL.matcher(response.header(SSO).orElse(""));
        if (partial.find()) {
            String whom = partial.group(1) == null ? "" : " of the organisations with the ids " + partial.group(1);
            throw new AccessDeniedException(
                    "GitHub left out of the answer from " + response.uri().getPath() + " what single sign-on" + whom
                            + " protects; authorise the token for them in its owner's settings, under «Configure SSO»",
                    "single sign-on" + whom);
        }
    }

    /** The same for an answer in GraphQL, of which nothing was found for a reason that only the user can change. */
    static void check(HttpResponse response, GraphQlAnswer answer) {
        refusePartial(response);
        if (!isEmpty(answer)) {
            return;
        }
        for (GraphQlError error : answer.errors()) {
            Optional<AccessDeniedException> refusal =
                    of(error, response.header(SSO).orElse("")).or(() -> forbidden(error));
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    /** What an error says about who asks and from where; empty when it is about what was asked for. */
    public static Optional<AccessDeniedException> of(GraphQlError error) {
        return of(error, "");
    }

    private static Optional<AccessDeniedException> of(GraphQlError error, String sso) {
        String said = "GitHub refused a query with «" + error.message() + "»; ";
        if (error.message().contains("SAML enforcement")) {
            String where = address(sso);
            return denied(said + "authorise the token for single sign-on" + where, "single sign-on" + where);
        }
        if (error.message().contains("IP allow list")) {
            return denied(
                    said + "an owner has to add this machine's address to the allow list of the organisation",
                    "an entry in the IP allow list");
        }
        if (error.type().equals("INSUFFICIENT_SCOPES")) {
            String scopes = scopes(error.message());
            return denied(said + "give the token what is missing: " + scopes, scopes);
        }
        return Optional.empty();
    }

    private static Optional<AccessDeniedException> forbidden(GraphQlError error) {
        String what = error.path().isEmpty() ? "what was asked for" : "'" + String.join(".", error.path()) + "'";
        return error.type().equals("FORBIDDEN")
                ? denied(
                        "GitHub refused a query with «" + error.message() + "»; give the token the permission to read "
                                + what,
                        "permission to read " + what)
                : Optional.empty();
    }

    private static Optional<AccessDeniedException> denied(String message, String permission) {
        return Optional.of(new AccessDeniedException(message, permission));
    }

    private static boolean isEmpty(GraphQlAnswer answer) {
        return answer.data()
                .map(data ->
                        data.names().stream().allMatch(name -> data.find(name).isEmpty()))
                .orElse(true);
    }

    /** Without its query, which is good for an hour, and for one user. */
    private static String address(String sso) {
        Matcher address = ADDRESS.matcher(sso);
        return address.find() ? " at " + address.group(1) : " in its owner's settings, under «Configure SSO»";
    }

    private static String scopes(String message) {
        Matcher scopes = SCOPES.matcher(message);
        return scopes.find() ? "one of the scopes " + scopes.group(1).replace("'", "") : "a scope";
    }
}
