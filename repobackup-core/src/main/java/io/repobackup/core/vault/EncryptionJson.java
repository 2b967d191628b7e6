package io.repobackup.core.vault;

import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How a vault is encrypted, as JSON; who reads state is left out where the same read data. */
final class EncryptionJson {

    private EncryptionJson() {}

    static JsonFields encode(VaultEncryption encryption) {
        JsonFields fields = new JsonFields()
                .put("mode", encryption.mode())
                .texts("recipients", new TreeSet<>(encryption.recipients()));
        return encryption.stateRecipients().equals(encryption.recipients())
                ? fields
                : fields.texts("stateRecipients", new TreeSet<>(encryption.stateRecipients()));
    }

    static VaultEncryption decode(JsonObject fields) {
        Set<String> recipients = Set.copyOf(new TreeSet<>(fields.texts("recipients")));
        List<String> state = fields.texts("stateRecipients");
        return new VaultEncryption(
                fields.text("mode"), recipients, state.isEmpty() ? recipients : Set.copyOf(new TreeSet<>(state)));
    }
}
