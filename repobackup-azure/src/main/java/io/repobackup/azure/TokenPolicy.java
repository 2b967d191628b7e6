package io.repobackup.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import reactor.core.publisher.Mono;

/**
 * Shows the token of the moment with each attempt of a request. One that the store rejects is reported, and the request is
 * sent once more with its successor. <i>Thread-safe.</i>
 */
final class TokenPolicy implements HttpPipelinePolicy {

    private static final int UNAUTHORIZED = 401;

    private final CredentialsProvider tokens;

    TokenPolicy(CredentialsProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpPipelineNextPolicy again = next.clone();
            Credentials shown = show(context);
            return next.process().flatMap(response -> {
                if (response.getStatusCode() != UNAUTHORIZED) {
                    return Mono.just(response);
                }
                renew(response, shown);
                show(context);
                return again.process();
            });
        });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpPipelineNextSyncPolicy again = next.clone();
        Credentials shown = show(context);
        HttpResponse response = next.processSync();
        if (response.getStatusCode() != UNAUTHORIZED) {
            return response;
        }
        renew(response, shown);
        show(context);
        return again.processSync();
    }

    private Credentials show(HttpPipelineCallContext context) {
        Credentials credentials = tokens.current();
        if (!(credentials instanceof Credentials.Bearer bearer)) {
            throw new MisconfiguredException("Asking " + tokens.identity() + " for a token for Azure Storage: got "
                    + credentials.getClass().getSimpleName() + " credentials; give Bearer credentials");
        }
        context.getHttpRequest()
                .setHeader(
                        HttpHeaderName.AUTHORIZATION,
                        "Bearer " + new String(bearer.token().reveal()));
        return credentials;
    }

    private void renew(HttpResponse refusal, Credentials shown) {
        refusal.close();
        tokens.rejected(shown);
    }
}
