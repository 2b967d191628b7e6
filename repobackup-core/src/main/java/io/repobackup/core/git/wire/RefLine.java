package io.repobackup.core.git.wire;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.util.Optional;

/** One line of an answer to {@code ls-refs}: {@code <oid or "unborn"> SP <name> *(SP <attribute>)}. */
record RefLine(Optional<ObjectId> oid, RefName name, Optional<ObjectId> peeled, Optional<RefName> target) {

    private static final String SYMREF = "symref-target:";
    private static final String PEELED = "peeled:";

    static RefLine parse(String line) throws WireException {
        String[] words = line.split(" ", -1);
        if (words.length < 2) {
            throw new WireException(expectation(line));
        }
        try {
            Optional<ObjectId> oid = words[0].equals("unborn") ? Optional.empty() : Optional.of(new ObjectId(words[0]));
            return new RefLine(
                    oid,
                    new RefName(words[1]),
                    attribute(words, PEELED).map(ObjectId::new),
                    attribute(words, SYMREF).map(RefName::new));
        } catch (IllegalArgumentException e) {
            throw new WireException(expectation(line), e);
        }
    }

    boolean isHead() {
        return name.text().equals("HEAD");
    }

    Head head() {
        return new Head(target, oid);
    }

    Ref ref() {
        return new Ref(name, oid.orElseThrow(), peeled, target);
    }

    private static Optional<String> attribute(String[] words, String prefix) {
        for (int i = 2; i < words.length; i++) {
            if (words[i].startsWith(prefix)) {
                return Optional.of(words[i].substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    private static String expectation(String line) {
        return "expected a ref, but found '" + PrintableText.of(line.substring(0, Math.min(line.length(), 200))) + "'";
    }
}
