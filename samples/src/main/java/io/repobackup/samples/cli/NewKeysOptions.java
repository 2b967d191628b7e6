package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose keys a new vault is encrypted for; none for one that is not encrypted. */
final class NewKeysOptions {

    @Option(
            names = "--to-age-recipient",
            paramLabel = "age1…",
            description =
                    "Encrypt the new vault so that the holder of this key can restore; may be repeated. Without it,"
                            + " the new vault is not encrypted.")
    List<String> recipients = new ArrayList<>();

    @Option(
            names = "--to-age-state-recipient",
            paramLabel = "age1…",
            description = "Besides, let this key read what later backups and audits need. The keys of"
                    + " --to-age-identity are such keys by themselves. May be repeated.")
    List<String> stateRecipients = new ArrayList<>();

    @Option(
            names = "--to-age-identity",
            paramLabel = "FILE",
            description = "The state key of the new vault: the worker's, which reads what was carried so far.")
    List<Path> identities = new ArrayList<>();

    @Option(
            names = "--to-age-proof",
            paramLabel = "FILE",
            description = "When the new vault is made: the key file of a recipient, to prove that it is the right one.")
    List<Path> proofs = new ArrayList<>();

    @Option(
            names = "--to-age-answer",
            paramLabel = "FILE=ANSWER",
            description = "The same for a key that stays where it is, as --age-answer of a backup.")
    Map<Path, String> answers = new LinkedHashMap<>();

    /** The store as it is, or with encryption in front of it when any option says so. The caller closes it. */
    BlobSink over(BlobSink store) {
        return new Encrypting(recipients, stateRecipients, identities, proofs, answers).over(store);
    }
}
