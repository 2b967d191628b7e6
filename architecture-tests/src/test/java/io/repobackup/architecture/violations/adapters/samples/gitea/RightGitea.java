package io.repobackup.architecture.violations.adapters.samples.gitea;

import io.repobackup.architecture.violations.adapters.api.Term;
import io.repobackup.architecture.violations.adapters.http.Client;

final class RightGitea implements Term {
    Client client = new Client();
}
