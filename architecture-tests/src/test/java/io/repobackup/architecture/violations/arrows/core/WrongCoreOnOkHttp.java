package io.repobackup.architecture.violations.arrows.core;

import okhttp3.OkHttpClient;

abstract class WrongCoreOnOkHttp {
    abstract OkHttpClient client();
}
