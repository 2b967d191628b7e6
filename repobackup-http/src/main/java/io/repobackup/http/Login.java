package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;

/** Shows credentials, and others once when the host does not accept them. */
final class Login {

    private final Redirects redirects;

    Login(Redirects redirects) {
        this.redirects = redirects;
    }

    Answer answer(HttpRequest request, Patience patience) throws UndeliveredException {
        CredentialsProvider provider = request.credentials();
        Shown shown = new Shown(provider);
        Answer first = redirects.follow(request, shown, patience);
        Credentials used = shown.credentials();
        if (!refused(request, first, used)) {
            return first;
        }
        provider.rejected(used);
        Credentials others = others(request, first, provider);
        if (others.equals(used)) {
            return first;
        }
        first.close();
        return second(request, others, patience);
    }

    private Answer second(HttpRequest request, Credentials credentials, Patience patience) throws UndeliveredException {
        Answer second = redirects.follow(request, Shown.settled(request.credentials(), credentials), patience);
        if (refused(request, second, credentials)) {
            request.credentials().rejected(credentials);
        }
        return second;
    }

    /** Nobody rejects what it was not shown: nothing, or what a redirect to another host left behind. */
    private static boolean refused(HttpRequest request, Answer answer, Credentials used) {
        return answer.status() == 401
                && !request.accepts(401)
                && used != Credentials.None.NONE
                && answer.authorization() != null
                && RedirectRule.sameOrigin(HandedAddresses.home(request.request()), answer.url());
    }

    private static Credentials others(HttpRequest request, Answer first, CredentialsProvider provider) {
        try {
            return provider.current();
        } catch (AccessDeniedException e) {
            String message = Seen.unauthorized(request, first);
            first.close();
            throw new AccessDeniedException(message, e);
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }
}
