package io.repobackup.core.rekey;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.key.SubjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries the blobs of what records hold, and tells what can be said of it in the new vault. Of what the old vault has lost no
 * more is left out than depends on it: one linked content, or what one part held at that moment.
 *
 * <p><i>Confined to one thread.</i>
 */
final class PartCarrier {

    private final SubjectKeys keys;
    private final SubjectContents from;
    private final CarriedBlobs blobs;
    private final Losses losses;

    PartCarrier(SubjectKeys keys, SubjectContents from, CarriedBlobs blobs, Losses losses) {
        this.keys = keys;
        this.from = from;
        this.blobs = blobs;
        this.losses = losses;
    }

    /** Carries what a record holds, part by part. */
    Map<Part, Carriage> carry(OldRecord old, NewLog log) {
        Map<Part, Carriage> carried = new TreeMap<>();
        old.record()
                .parts()
                .forEach((part, held) -> held.content()
                        .map(PartContent::stored)
                        .ifPresent(stored -> carried.put(
                                part, log.has(part, stored) ? new Carriage.Same() : carry(old, part, stored))));
        return carried;
    }

    private Carriage carry(OldRecord old, Part part, StoredContent stored) {
        PartMeaning meaning;
        try {
            meaning = PartMeaning.read(stored, from);
        } catch (CorruptedException | NotFoundException e) {
            BlobKey key = keys.record(old.record().number());
            losses.ofPart(old, part, key, e);
            return new Carriage.Lost(List.of("left out when the vault was rekeyed: " + e.getMessage()));
        }
        for (BlobRef blob : meaning.required().toList()) {
            Optional<RepobackupException> why = carry(blob);
            if (why.isPresent()) {
                losses.ofPart(old, part, blob.key(), why.get());
                return new Carriage.Lost(List.of(lack(blob.key())));
            }
        }
        List<String> lacks = new ArrayList<>();
        for (BlobRef blob : meaning.linked().toList()) {
            carry(blob).ifPresent(why -> {
                losses.ofContent(old, blob.key(), why);
                lacks.add(lack(blob.key()));
            });
        }
        return new Carriage.Anew(meaning.with(blobs::carriedTo), lacks);
    }

    private Optional<RepobackupException> carry(BlobRef blob) {
        CarriedBlobs.requireNotInterrupted();
        return blobs.carry(blob);
    }

    private static String lack(BlobKey key) {
        return "left out when the vault was rekeyed: the old one had lost " + key;
    }
}
