package io.repobackup.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import io.repobackup.api.credential.Secret;
import java.util.function.Supplier;

/** Signs each attempt of a request with the shared access signature of the moment. <i>Thread-safe.</i> */
final class SignaturePolicy extends HttpPipelineSyncPolicy {

    private final Supplier<Secret> current;

    SignaturePolicy(Supplier<Secret> current) {
        this.current = current;
    }

    @Override
    protected void beforeSendingRequest(HttpPipelineCallContext context) {
        HttpRequest request = context.getHttpRequest();
        String url = request.getUrl().toString();
        request.setUrl(url
                + (url.contains("?") ? "&" : "?")
                + SignatureText.of(current.get()).query());
    }
}
