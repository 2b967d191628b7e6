package io.repobackup.core.git.bare;

import io.repobackup.core.refs.RefName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Files of refs that can lie beside each other, on a file system that ignores case as well. */
final class FreeFiles {

    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>(Set.of("refs", "refs/heads", "refs/tags"));

    /** Takes the file of this name, unless another is in its way or it in the way of another. */
    boolean add(RefName name) {
        String file = name.text().toLowerCase(Locale.ROOT);
        if (files.contains(file) || folders.contains(file)) {
            return false;
        }
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            if (files.contains(file.substring(0, slash))) {
                return false;
            }
        }
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            folders.add(file.substring(0, slash));
        }
        return files.add(file);
    }
}
