package io.repobackup.architecture.violations.vendors.core.gitlike;

import org.eclipse.jgit.lib.ObjectId;

abstract class WrongNeighbour {
    abstract ObjectId id();
}
