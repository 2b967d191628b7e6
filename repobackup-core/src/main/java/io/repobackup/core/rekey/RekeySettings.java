package io.repobackup.core.rekey;

import io.repobackup.core.copy.CopyListener;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;

/** What an engine was built with. <i>Immutable.</i> */
record RekeySettings(
        Vault from, Vault to, SubjectChoice subjects, int parallelism, ThawOptions thaw, CopyListener listener) {}
