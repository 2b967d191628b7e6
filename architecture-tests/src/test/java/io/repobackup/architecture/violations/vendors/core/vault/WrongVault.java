package io.repobackup.architecture.violations.vendors.core.vault;

import org.eclipse.jgit.lib.ObjectId;

abstract class WrongVault {
    abstract ObjectId id();
}
