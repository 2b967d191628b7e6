package io.repobackup.architecture.violations.arrows.core;

import io.repobackup.architecture.violations.arrows.api.Term;
import io.repobackup.architecture.violations.arrows.http.Client;
import org.eclipse.jgit.lib.ObjectId;

abstract class RightCore implements Term {
    Client client = new Client();

    abstract ObjectId id();
}
