package io.repobackup.age;

import com.exceptionfactory.jagged.RecipientStanza;
import java.util.List;

/** A stanza that tells something and opens nothing. */
record NoteStanza(String type, List<String> arguments) implements RecipientStanza {

    @Override
    public String getType() {
        return type;
    }

    @Override
    public List<String> getArguments() {
        return arguments;
    }

    @Override
    public byte[] getBody() {
        return new byte[0];
    }
}
