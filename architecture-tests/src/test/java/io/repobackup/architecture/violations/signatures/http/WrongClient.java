package io.repobackup.architecture.violations.signatures.http;

import okhttp3.Request;

/** Shows more of the vendor than it may. */
public abstract class WrongClient {
    public abstract Request request();
}
