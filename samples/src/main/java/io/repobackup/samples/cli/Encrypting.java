package io.repobackup.samples.cli;

import io.repobackup.age.AgeBlobSink;
import io.repobackup.age.AgeBlobSinkBuilder;
import io.repobackup.age.AgeChallenge;
import io.repobackup.age.AgeIdentity;
import io.repobackup.age.AgeRecipient;
import io.repobackup.api.sink.BlobSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whose keys a vault is encrypted for and read with, as options name them.
 *
 * @param recipients who reads everything
 * @param stateRecipients who besides reads what later runs need
 * @param identities files with the keys that are read with
 * @param proofs files with keys of recipients, for proof
 * @param answers challenges with their answers, for proof
 */
record Encrypting(
        List<String> recipients,
        List<String> stateRecipients,
        List<Path> identities,
        List<Path> proofs,
        Map<Path, String> answers) {

    /** The store as it is, or with encryption in front of it when anything says so. The caller closes it. */
    BlobSink over(BlobSink store) {
        if (recipients.isEmpty() && stateRecipients.isEmpty() && identities.isEmpty()) {
            return store;
        }
        try {
            return encrypting(store);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private AgeBlobSink encrypting(BlobSink store) {
        AgeBlobSinkBuilder builder = AgeBlobSink.over(store);
        List<AgeRecipient> data =
                recipients.stream().map(AgeRecipient::parse).distinct().toList();
        data.forEach(builder::dataRecipient);
        stateRecipients.stream().map(AgeRecipient::parse).forEach(builder::stateRecipient);
        for (AgeIdentity identity : KeyFiles.identities(identities)) {
            builder.identity(identity);
            if (!data.isEmpty() && !data.contains(identity.recipient())) {
                builder.stateRecipient(identity.recipient());
            }
        }
        KeyFiles.identities(proofs).forEach(builder::provedBy);
        answers.forEach((file, answer) -> builder.proved(AgeChallenge.parse(KeyFiles.read(file, "challenge")), answer));
        return builder.build();
    }
}
