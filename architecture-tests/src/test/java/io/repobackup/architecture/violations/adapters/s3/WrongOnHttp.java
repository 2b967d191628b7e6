package io.repobackup.architecture.violations.adapters.s3;

import io.repobackup.architecture.violations.adapters.http.Client;

final class WrongOnHttp {
    Client client = new Client();
}
