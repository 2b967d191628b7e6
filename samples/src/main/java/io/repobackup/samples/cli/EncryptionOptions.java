package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose keys a vault is encrypted for and read with. Secret keys are in files, never in arguments. */
final class EncryptionOptions {

    @Option(
            names = "--age-recipient",
            paramLabel = "age1…",
            description = "Encrypt so that the holder of this key can restore; may be repeated.")
    List<String> recipients = new ArrayList<>();

    @Option(
            names = "--age-state-recipient",
            paramLabel = "age1…",
            description = "Besides, let this key read what later backups and audits need, and no data. The keys of"
                    + " --age-identity are such keys by themselves. May be repeated.")
    List<String> stateRecipients = new ArrayList<>();

    @Option(
            names = "--age-identity",
            paramLabel = "FILE",
            description = "Read with the key in this file. A backup reads its own state with it and needs no other key;"
                    + " a restore needs that of a recipient. May be repeated.")
    List<Path> identities = new ArrayList<>();

    @Option(
            names = "--age-proof",
            paramLabel = "FILE",
            description = "When a vault is made: the key file of a recipient, to prove that it is the right one; it is"
                    + " not used otherwise. May be repeated.")
    List<Path> proofs = new ArrayList<>();

    @Option(
            names = "--age-answer",
            paramLabel = "FILE=ANSWER",
            description = "The same for a key that stays where it is: the file that the command challenge wrote, and"
                    + " what age -d printed of it. May be repeated.")
    Map<Path, String> answers = new LinkedHashMap<>();

    /** The store as it is, or with encryption in front of it when any option says so. The caller closes it. */
    BlobSink over(BlobSink store) {
        return new Encrypting(recipients, stateRecipients, identities, proofs, answers).over(store);
    }
}
