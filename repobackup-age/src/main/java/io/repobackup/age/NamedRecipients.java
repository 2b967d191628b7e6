package io.repobackup.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a stanza of our own into the header of an age file, which says by fingerprints whom the file is encrypted for, and reads
 * it. age's stanzas do not tell that, so that damage to them and a wrong key would look alike. Programs of age pass over it.
 */
record NamedRecipients(List<String> fingerprints) implements RecipientStanzaWriter {

    private static final String TYPE = "repobackup-recipients";

    static NamedRecipients of(Collection<AgeRecipient> recipients) {
        return new NamedRecipients(
                recipients.stream().map(AgeRecipient::fingerprint).sorted().toList());
    }

    /** The fingerprints that a header tells; empty when it tells none. Nothing proves them without the key of the file. */
    static Set<String> in(Iterable<RecipientStanza> stanzas) {
        Set<String> found = new TreeSet<>();
        for (RecipientStanza stanza : stanzas) {
            if (stanza.getType().equals(TYPE)) {
                found.addAll(stanza.getArguments());
            }
        }
        return found;
    }

    @Override
    public Iterable<RecipientStanza> getRecipientStanzas(FileKey fileKey) {
        return List.of(new NoteStanza(TYPE, fingerprints));
    }
}
