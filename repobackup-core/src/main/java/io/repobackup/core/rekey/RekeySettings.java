package io.repobackup.core.rekey;

import io.repobackup.core.copy.CopyListener;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.vault.Vault;

/** What an engine was built with. <i>Immutable.</i> */
record RekeySettings(Vault from, Vault to, int parallelism, ThawOptions thaw, CopyListener listener) {}
