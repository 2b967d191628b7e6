package io.repobackup.architecture.violations.vendors.http;

import okhttp3.OkHttpClient;

abstract class RightClient {
    abstract OkHttpClient client();
}
