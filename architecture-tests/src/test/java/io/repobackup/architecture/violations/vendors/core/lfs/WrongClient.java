package io.repobackup.architecture.violations.vendors.core.lfs;

import okhttp3.OkHttpClient;

abstract class WrongClient {
    abstract OkHttpClient client();
}
