package io.repobackup.architecture.violations.arrows.http;

import io.repobackup.architecture.violations.arrows.api.Term;
import okhttp3.OkHttpClient;

abstract class RightHttp implements Term {
    abstract OkHttpClient client();
}
