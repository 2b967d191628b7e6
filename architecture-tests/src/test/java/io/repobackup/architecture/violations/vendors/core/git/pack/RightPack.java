package io.repobackup.architecture.violations.vendors.core.git.pack;

import org.eclipse.jgit.lib.ObjectId;

abstract class RightPack {
    abstract ObjectId id();
}
