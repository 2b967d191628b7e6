package io.repobackup.core.vault;

import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.json.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refs as the text of git's {@code packed-refs} file
 * (<a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>): what a restore writes as it is.
 */
final class RefsText {

    private static final String HEADER = "# pack-refs with: peeled fully-peeled sorted ";

    private RefsText() {}

    /** The text of refs that are ordered by name. */
    static byte[] encode(List<Ref> refs) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(refs.size() * 80 + 64);
        line(text, HEADER);
        for (Ref ref : refs) {
            line(text, ref.oid().hex() + " " + ref.name().text());
            ref.peeled().ifPresent(peeled -> line(text, "^" + peeled.hex()));
        }
        return text.toByteArray();
    }

    static List<Ref> decode(byte[] text) {
        List<Ref> refs = new ArrayList<>();
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (!lines[0].equals(HEADER) || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedException("a packed-refs file", "'" + lines[0] + "' first");
        }
        for (int i = 1; i < lines.length - 1; i++) {
            if (!lines[i].startsWith("^")) {
                refs.add(ref(lines[i]));
            } else if (refs.isEmpty()) {
                throw new MalformedException("a ref before what it is peeled to", lines[i]);
            } else {
                refs.set(refs.size() - 1, peeled(refs.get(refs.size() - 1), lines[i]));
            }
        }
        return refs;
    }

    private static Ref ref(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new MalformedException("an id, a space and the name of a ref", line);
        }
        return Ref.of(new RefName(line.substring(space + 1)), new ObjectId(line.substring(0, space)));
    }

    private static Ref peeled(Ref ref, String line) {
        return new Ref(ref.name(), ref.oid(), Optional.of(new ObjectId(line.substring(1))), Optional.empty());
    }

    private static void line(ByteArrayOutputStream text, String line) {
        text.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        text.write('\n');
    }
}
