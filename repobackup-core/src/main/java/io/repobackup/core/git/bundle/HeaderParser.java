package io.repobackup.core.git.bundle;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a header of its lines. */
final class HeaderParser {

    static final String VERSION_2 = "# v2 git bundle";
    static final String VERSION_3 = "# v3 git bundle";
    static final String OBJECT_FORMAT = "@object-format=";

    private final String name;
    private final HeaderLines lines;
    private final List<ObjectId> prerequisites = new ArrayList<>();
    private final Map<RefName, ObjectId> refs = new LinkedHashMap<>();
    private ObjectFormat format = ObjectFormat.SHA1;

    HeaderParser(String name, HeaderLines lines) {
        this.name = name;
        this.lines = lines;
    }

    BundleHeader parse() {
        String signature = lines.next();
        if (!signature.equals(VERSION_2) && !signature.equals(VERSION_3)) {
            throw damaged("the first line of a git bundle, version 2 or 3", signature);
        }
        String line = lines.next();
        for (; signature.equals(VERSION_3) && line.startsWith("@"); line = lines.next()) {
            capability(line);
        }
        for (; !line.isEmpty(); line = lines.next()) {
            entry(line);
        }
        return new BundleHeader(format, prerequisites, refs);
    }

    private void capability(String line) {
        if (!line.startsWith(OBJECT_FORMAT)) {
            throw new MisconfiguredException("The bundle " + name + " needs '" + abridged(line)
                    + "', which this version of repobackup does not know; make the bundle without it");
        }
        format = ObjectFormat.parse(line.substring(OBJECT_FORMAT.length()));
    }

    private void entry(String line) {
        if (line.startsWith("-")) {
            prerequisites.add(id(line, 1));
            return;
        }
        ObjectId id = id(line, 0);
        RefName ref = refName(line, 2 * format.sizeInBytes());
        if (refs.put(ref, id) != null) {
            throw damaged("each ref once", abridged(line));
        }
    }

    private ObjectId id(String line, int from) {
        int to = from + 2 * format.sizeInBytes();
        if (line.length() < to || (line.length() > to && line.charAt(to) != ' ')) {
            throw damaged("an object id", abridged(line));
        }
        try {
            return new ObjectId(line.substring(from, to));
        } catch (IllegalArgumentException e) {
            throw damaged("an object id", abridged(line));
        }
    }

    private RefName refName(String line, int space) {
        try {
            return new RefName(line.substring(Math.min(space + 1, line.length())));
        } catch (IllegalArgumentException e) {
            throw damaged("a ref name", abridged(line));
        }
    }

    private CorruptedException damaged(String expected, String actual) {
        return new CorruptedException(name, expected, "'" + abridged(actual) + "'");
    }

    private static String abridged(String line) {
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
