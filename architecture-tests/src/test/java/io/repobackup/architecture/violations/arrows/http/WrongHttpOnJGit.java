package io.repobackup.architecture.violations.arrows.http;

import org.eclipse.jgit.lib.ObjectId;

abstract class WrongHttpOnJGit {
    abstract ObjectId id();
}
