package io.repobackup.architecture.violations.signatures.http;

import okhttp3.OkHttpClient;

/** Takes the one vendor type that it may. */
public abstract class RightClient {
    public abstract RightClient client(OkHttpClient own);
}
