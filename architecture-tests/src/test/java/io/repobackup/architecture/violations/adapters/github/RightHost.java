package io.repobackup.architecture.violations.adapters.github;

import io.repobackup.architecture.violations.adapters.api.Term;
import io.repobackup.architecture.violations.adapters.http.Client;

final class RightHost implements Term {
    Client client = new Client();
}
